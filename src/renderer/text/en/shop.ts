/** English: goods and people of the shop. */

export const shop = {
  goods: 'Goods', add: 'Add product', bring: 'Import', take: 'Export', search: 'Name, number or bar code', all_one: '{{count}} product', all_other: '{{count}} products', found_one: '{{count}} found', found_other: '{{count}} found',
  none: 'Nothing to sell yet', noneHint: 'Add a product, or import your list from a CSV file.', notFoundHint: 'Check the spelling, or add it.', perKg: 'per kg', favourite: 'Favourite', favouriteHint: 'Favourite: its tile is on the first page at the till',
  name: 'Name', nameEn: 'Name (English or only name)', nameZh: 'Name in Chinese', nameKo: 'Name in Korean', sku: 'Number', skuHint: 'Your own; cannot be changed later', barcode: 'Bar code', category: 'Category', price: 'Price', priceIn: 'Price, {{currency}}', priceKg: 'Price per kg', tax: 'Tax', taxPercent: 'Tax rate in %', soldBy: 'Sold by', unit: { piece: 'piece', kg: 'weight (kg)' },
  badBarcode: 'Its check digit does not fit: scan or type it again', badPrice: 'An amount such as 12.50', badTax: 'A percentage such as 13 or 6.5',
  newProduct: 'New product', productHint: 'Holds for everything rung up from now on. Receipts keep what they say.', retire: 'Stop selling it', retired: 'Taken out of sale', history: 'What it was before', step: '{{name}}, {{price}}, tax {{tax}}', byFile: '{{who}}, file {{file}}',
  categories: 'Categories', categoriesHint: 'In the order of the tabs at the till. A category goes when nothing is in it.', addCategory: 'Add category', categoryName: 'Name {{number}}, {{language}}', language: { en: 'English', zh: 'Chinese', ko: 'Korean' }, up: 'Move {{name}} up', down: 'Move {{name}} down', takeOut: 'Take {{name}} out',
  file: {
    title: 'Goods from a file', hint: 'CSV in UTF-8 with these columns. What it would change is shown first; goods that it does not name stay as they are.', choose: 'Choose file', another: 'Choose another', keep: 'Change the goods', added: 'new', changed: 'changed', same: 'as they are', categories: 'new categories',
    ready: 'Nothing is changed yet.', nothing: 'The file says what the catalogue says already.', kept: 'The goods are changed, and the ledger says by whom.', refused_one: 'Nothing was changed: {{count}} fault in the file.', refused_other: 'Nothing was changed: {{count}} faults in the file.', line: 'Line {{line}}:',
    problem: { missing: '{{column}} is missing', 'too-long': '{{column}} is too long', 'not-a-price': '{{column}} is no price such as 12.50', 'not-a-tax': '{{column}} is no percentage such as 13', 'not-a-unit': '{{column}} is neither piece nor kg', 'not-a-barcode': '{{column}} is no bar code, or its check digit does not fit', twice: '{{column}} is there twice, or belongs to other goods', cells: 'it has more or fewer cells than the header', quote: 'a quotation mark is never closed', 'column-unknown': 'no column is called {{column}}', 'too-many': 'more than the till can keep', 'yes-or-no': '{{column}} is neither yes nor no' },
  },
  people: {
    page: 'People', add: 'Add person', new: 'New person', may_one: '{{count}} person may sign in', may_other: '{{count}} people may sign in', you: 'you', locked: 'PIN locked', unlock: 'Let them try again', editLabel: 'Edit {{name}}', hint: 'The ledger knows people by a number alone. Who leaves is forgotten here by name; what they did stays.',
    dialogHint: 'Holds at once, also where they are signed in.', role: 'Role', can: { cashier: 'Sells, takes payments, opens and closes the shift.', manager: 'All of it, and approvals, refunds, the day, the books, goods and people.', technician: 'Devices, printer, backend, diagnosis. Sees no sales.' },
    newPin: 'New PIN', pinHint: 'Let {{name}} type it. Nobody else needs to know it.', leave: 'Remove', leaveTitle: 'Remove {{name}}?', leaveHint: 'They can sign in no more and are signed out where they stand. Their sales and shifts stay in the books.',
  },
};
