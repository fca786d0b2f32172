/** Answers every call of contract/shopCalls.ts: one line each, to the verb that does it. */
import { SHOP_CALLS } from '#contract/shopCalls.ts';
import type { TillHandlers } from '#contract/till.ts';
import { couponList, putCoupon, withdrawCoupon } from './keepCoupons.ts';
import { bringGoods, goodsFile, goodsPage, productHistory, retireProduct, saveCategories, saveProduct } from './keepGoods.ts';
import { addPerson, changeOwnPin, changePerson, firstManager, givePin, letGo } from './keepStaff.ts';
import type { Seat, Till } from './till.ts';

type Handlers = Pick<TillHandlers<{ readonly till: Till; readonly seat: Seat }>, keyof typeof SHOP_CALLS>;

export const shopHandlers: Handlers = {
  'goods.list': ({ query, page, size }, { till }) => goodsPage(till, query, page, size),
  'goods.save': ({ product, isNew }, { till, seat }) => saveProduct(till, seat, product, isNew),
  'goods.retire': ({ sku }, { till, seat }) => {
    retireProduct(till, seat, sku);
    return { sku };
  },
  'goods.history': ({ sku }, { till }) => productHistory(till, sku),
  'goods.categories': ({ categories }, { till, seat }) => saveCategories(till, seat, categories),
  'goods.bring': ({ name, text, keep }, { till, seat }) => bringGoods(till, seat, name, text, keep),
  'goods.file': (_, { till }) => goodsFile(till),
  'coupons.list': (_, { till }) => couponList(till),
  'coupons.put': ({ coupon, isNew }, { till, seat }) => putCoupon(till, seat, coupon, isNew),
  'coupons.withdraw': ({ code }, { till, seat }) => withdrawCoupon(till, seat, code),
  'staff.first': ({ name, pin }, { till }) => firstManager(till, name, pin),
  'staff.add': ({ name, role, pin }, { till, seat }) => addPerson(till, seat, name, role, pin),
  'staff.change': ({ operatorId, name, role }, { till, seat }) => changePerson(till, seat, operatorId, name, role),
  'staff.pin': ({ operatorId, pin }, { till, seat }) => givePin(till, seat, operatorId, pin),
  'staff.leave': ({ operatorId }, { till, seat }) => letGo(till, seat, operatorId),
  'staff.ownPin': ({ pin, next }, { till, seat }) => changeOwnPin(till, seat, pin, next),
};
