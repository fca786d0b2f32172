/** English: a new shop's first person, PINs, and what is refused about goods and people. */

export const setUp = { title: 'A new shop', hint: 'Nobody can sign in yet. The first person is a manager and adds the others.', name: 'Your name', begin: 'Begin' };

export const pins = { own: 'Change my PIN', ownHint: 'Only you need to know it.', present: 'Your present PIN', next: 'The new PIN', again: 'The new PIN once more', least_one: 'At least {{count}} digit', least_other: 'At least {{count}} digits', differ: 'The two were not the same; begin again', on: 'Next', change: 'Set this PIN', changed: 'The PIN is changed.' };

export const shopTrouble = {
  'goods-sku-taken': 'Another product has the number {{sku}} already. Nothing was changed; choose another number.',
  'goods-gone': 'That product is no longer in the catalogue. Nothing was changed; look at the list again.',
  'goods-barcode-taken': 'That bar code belongs to {{name}} already. Nothing was changed; check the code.',
  'goods-category-unknown': 'That category does not exist any more. Nothing was changed; choose one from the list.',
  'goods-category-in-use': '{{count}} products are in {{name}}. Nothing was changed; move them to another category first.',
  'goods-category-twice': 'Two categories are the same. Nothing was changed; name them apart.',
  'goods-too-many': 'The catalogue holds no more products. Nothing was changed; take some out first.',
  'goods-encoding': 'The file is not UTF-8 text. Nothing was changed; save it as “CSV UTF-8” and choose it again.',
  'pin-too-short': 'A PIN of this role has at least {{least}} digits. Nothing was changed; choose a longer one.',
  'pin-too-easy': 'That PIN is the first one that anybody tries. Nothing was changed; choose another.',
  'staff-name-taken': 'Somebody of that name is in the list already. Nothing was changed; add a letter, so that they can be told apart.',
  'staff-yourself': 'You cannot take your own role away. Nothing was changed; another manager can.',
  'staff-last-manager': 'That is the only manager. Nothing was changed; name another one first.',
  'staff-too-many': 'The till knows no more people than that. Nothing was changed; take out who left.',
  'already-set-up': 'This till has its people already. Nothing was changed; a manager signs in and adds more.',
  'look-reason-needed': 'Who looked at what is people’s data too, so a look is on record with its reason. Nothing was shown; say why you look.',
  'no-such-erasure': 'Nobody of that number was erased here with anything left to delete, or the search for them is still going on. Nothing was deleted; look at the list again.',
  'erasure-not-proved': 'The files could not be searched yet, so the erasure is not proved. The person is out of the books and can sign in no more; no money is touched. The till tries again by itself.',
};
