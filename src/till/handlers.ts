/** Answers every call of contract/till.ts: one line each, to the verb that does it. */
import type { TillHandlers } from '#contract/till.ts';
import { LIMITS } from '#core/limits.ts';
import { deviceHandlers } from './deviceHandlers.ts';
import { privacyHandlers } from './privacyHandlers.ts';
import { shopHandlers } from './shopHandlers.ts';
import { diagnosticBundle } from './diagnose.ts';
import { closeDay, readDay, xReport, zReport, zReports } from './closeDay.ts';
import { actOnBreak, adjustBooks } from './actOnBreak.ts';
import { auditOfDays } from './auditFees.ts';
import { cancelWork, importAll, runDays } from './bulkWork.ts';
import { bringBackGoods, dropReturned, finishExchange } from './exchange.ts';
import { exportBooks } from './exportBooks.ts';
import { readFigures } from './figures.ts';
import { cutLine } from './drill.ts';
import { enrol, readEnrolment } from './enrol.ts';
import { fetchStatement, importStatement } from './importStatement.ts';
import { keptMappings, previewMapping, saveMapping } from './mappings.ts';
import { base64Decode, base64Encode } from './base64.ts';
import { cataloguePage, listCategories, searchCatalogue } from './keepCatalogue.ts';
import { askPrinter, printerSettings, printReceipt, readPrinter, setPrinter, testKick, testPrint } from './print.ts';
import { feeContracts, reconRules, saveFeeContracts } from './reconRules.ts';
import { cashLimits } from './cashLimits.ts';
import { checkRules, ruleHistory, saveCashLimits, saveReconRules } from './saveRules.ts';
import { tryRules } from './writeOffRules.ts';
import { daysAtWork, readWorkbench } from './reconcile.ts';
import { readSettlement } from './settlement.ts';
import { proofPdf } from './proof.ts';
import { readReceipt, receiptPdf } from './readReceipt.ts';
import { rotateKey } from './rotateKey.ts';
import { refundSale } from './refundSale.ts';
import { closeShift, moveCash, openDrawer, openShift } from './runShift.ts';
import { giveCoupon, takeCouponOut } from './giveCoupon.ts';
import { handleScan } from './scan.ts';
import { acceptAtRisk } from './acceptAtRisk.ts';
import { saveCardLimits, saveRiskLimits } from './riskLimits.ts';
import { watchMoney } from './watchMoney.ts';
import { refundAgain } from './refundAgain.ts';
import { scanAsCustomer, showCode } from './showCode.ts';
import { addGoods, changePrice, changeQuantity, dropLine, giveBasketDiscount, giveLineDiscount, holdBasket, recallBasket } from './sell.ts';
import { voidBasket } from './voidBasket.ts';
import { readWallets, setUpWallet, testWallet } from './setUpWallets.ts';
import { tillState } from './show.ts';
import { listPeople, lock, signIn, signOut, unlockPin } from './signIn.ts';
import { takeCash } from './takeCash.ts';
import { askNow, cancelSafely, choosePart, setAside } from './takeWallet.ts';
import { backupNow, verifyNow, verifyTail } from './keepSafe.ts';
import { readTechnician } from './maintain.ts';
import { tick } from './resolve.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

export type CallContext = { readonly till: Till; readonly seat: Seat };

type Handlers = TillHandlers<CallContext>;

/** The state after a step; the other screens hear of it too. */
function shown({ till, seat }: CallContext) {
  till.ports.changed();
  return tillState(till, seat);
}

const session: Pick<Handlers, 'till.state' | 'session.people' | 'session.signIn' | 'session.signOut' | 'session.lock' | 'session.unlock'> = {
  'till.state': (_, { till, seat }) => tillState(till, seat),
  'session.people': (_, { till }) => listPeople(till),
  'session.signIn': async ({ operatorId, pin }, context) => {
    await signIn(context.till, context.seat, operatorId, pin);
    return shown(context);
  },
  'session.signOut': (_, context) => {
    signOut(context.seat);
    return shown(context);
  },
  'session.unlock': ({ operatorId }, { till, seat }) => {
    unlockPin(till, seat, operatorId);
    return listPeople(till);
  },
  'session.lock': (_, context) => {
    lock(context.seat);
    return shown(context);
  },
};

const drawer: Pick<Handlers, 'shift.open' | 'shift.close' | 'cash.move' | 'drawer.open'> = {
  'shift.open': ({ floatMinor }, context) => {
    openShift(context.till, context.seat, floatMinor);
    return shown(context);
  },
  'shift.close': async ({ counts, approval }, context) => {
    const counted = await closeShift(context.till, context.seat, counts, approval);
    return { state: shown(context), ...counted };
  },
  'cash.move': ({ direction, amountMinor, reason }, context) => {
    moveCash(context.till, context.seat, direction, amountMinor, reason);
    return shown(context);
  },
  'drawer.open': async ({ reason, approval }, context) => {
    await openDrawer(context.till, context.seat, reason, approval);
    return shown(context);
  },
};

const goods: Pick<Handlers, 'catalogue.categories' | 'catalogue.page' | 'catalogue.search' | 'basket.add' | 'scan' | 'basket.quantity' | 'basket.discountLine' | 'basket.discountAll' | 'basket.price' | 'basket.coupon' | 'basket.dropCoupon' | 'basket.remove' | 'basket.hold' | 'basket.recall' | 'basket.void'> = {
  'catalogue.categories': (_, { till }) => listCategories(till),
  'catalogue.page': ({ category, page, size }, { till }) => cataloguePage(till, category, page, size),
  'catalogue.search': ({ query, page, size }, { till }) => searchCatalogue(till, query, page, size),
  'basket.add': ({ sku, quantityMilli }, context) => {
    addGoods(context.till, context.seat, sku, quantityMilli ?? null, 'tile');
    return shown(context);
  },
  'scan': ({ text, symbology }, context) => {
    const result = handleScan(context.till, context.seat, text, symbology);
    return { result, state: shown(context) };
  },
  'basket.quantity': ({ line, quantityMilli }, context) => {
    changeQuantity(context.till, context.seat, line, quantityMilli);
    return shown(context);
  },
  'basket.discountLine': async ({ line, discount, approval }, context) => {
    await giveLineDiscount(context.till, context.seat, line, discount, approval);
    return shown(context);
  },
  'basket.discountAll': async ({ bp, approval }, context) => {
    await giveBasketDiscount(context.till, context.seat, bp, approval);
    return shown(context);
  },
  'basket.price': async ({ line, unitMinor, approval }, context) => {
    await changePrice(context.till, context.seat, line, unitMinor, approval);
    return shown(context);
  },
  'basket.remove': ({ line }, context) => {
    dropLine(context.till, context.seat, line);
    return shown(context);
  },
  'basket.coupon': ({ code }, context) => {
    giveCoupon(context.till, context.seat, code);
    return shown(context);
  },
  'basket.dropCoupon': ({ code }, context) => {
    takeCouponOut(context.till, context.seat, code);
    return shown(context);
  },
  'basket.hold': (_, context) => {
    holdBasket(context.till, context.seat);
    return shown(context);
  },
  'basket.recall': ({ id }, context) => {
    recallBasket(context.till, context.seat, id);
    return shown(context);
  },
  'basket.void': async ({ reason, approval }, context) => {
    await voidBasket(context.till, context.seat, reason, approval);
    return shown(context);
  },
};

const money: Pick<Handlers, 'exchange.bring' | 'exchange.drop' | 'exchange.finish' | 'pay.cash' | 'pay.part' | 'pay.ask' | 'pay.cancel' | 'pay.setAside' | 'pay.show' | 'pay.acceptAtRisk' | 'pay.dismiss' | 'pay.proof' | 'refund.again' | 'sandbox.scan' | 'receipt.read' | 'receipt.pdf' | 'receipt.print' | 'printer.paper' | 'display.language' | 'refund.start'> = {
  'exchange.bring': async ({ receipt, lines, reason, approval }, context) => {
    await bringBackGoods(context.till, context.seat, receipt, lines, reason, approval);
    return shown(context);
  },
  'exchange.drop': ({ receipt }, context) => {
    dropReturned(context.till, context.seat, receipt);
    return shown(context);
  },
  'exchange.finish': (_, context) => {
    finishExchange(context.till, context.seat);
    return shown(context);
  },
  'pay.cash': ({ amountMinor, givenMinor }, context) => {
    takeCash(context.till, context.seat, amountMinor, givenMinor);
    return shown(context);
  },
  'pay.part': ({ amountMinor }, context) => {
    choosePart(context.till, context.seat, amountMinor);
    return shown(context);
  },
  'pay.ask': async ({ orderId }, context) => {
    await askNow(context.till, orderId);
    return shown(context);
  },
  'pay.cancel': ({ orderId }, context) => {
    cancelSafely(context.till, context.seat, orderId);
    tick(context.till);
    return shown(context);
  },
  'pay.setAside': async ({ orderId, approval }, context) => {
    await setAside(context.till, context.seat, orderId, approval);
    return shown(context);
  },
  'pay.show': ({ wallet }, context) => {
    showCode(context.till, context.seat, wallet);
    return shown(context);
  },
  'pay.acceptAtRisk': async ({ orderId, approval }, context) => {
    await acceptAtRisk(context.till, context.seat, orderId, approval);
    return shown(context);
  },
  'refund.again': async ({ refundId, by, approval }, context) => {
    await refundAgain(context.till, context.seat, refundId, by, approval);
    return shown(context);
  },
  'sandbox.scan': async ({ wallet }, context) => {
    await scanAsCustomer(context.till, wallet);
    return shown(context);
  },
  'pay.dismiss': (_, context) => {
    const { memory, storage } = context.till;
    if (memory.ending !== null) memory.displayLanguage = null;
    memory.ending = null;
    if (memory.recovered !== null) storage.setSetting('shown.receipt', String(memory.recovered.receipt));
    memory.recovered = null;
    return shown(context);
  },
  'pay.proof': async ({ orderId, language }, { till, seat }) => {
    const { name, bytes } = await proofPdf(till, seat, orderId, language);
    return { name, base64: base64Encode(bytes) };
  },
  'receipt.read': ({ receipt }, { till }) => readReceipt(till, receipt),
  'receipt.pdf': async ({ receipt, language }, { till, seat }) => {
    const { name, bytes } = await receiptPdf(till, seat, receipt, language);
    return { name, base64: base64Encode(bytes) };
  },
  'receipt.print': ({ receipt, language }, context) => {
    const { till, seat } = context;
    printReceipt(till, operatorOf(seat).id, receipt, language ?? till.memory.displayLanguage ?? printerSettings(till).language);
    return shown(context);
  },
  'printer.paper': (_, { till }) => (printerSettings(till).kind === 'virtual' ? till.ports.printer.paper('receipt') : null),
  'display.language': ({ language }, context) => {
    context.till.memory.displayLanguage = language;
    return shown(context);
  },
  'refund.start': async ({ receipt, lines, reason, approval }, context) => {
    const view = await refundSale(context.till, context.seat, receipt, lines, reason, approval);
    shown(context);
    return view;
  },
};

const manager: Pick<Handlers, 'day.read' | 'day.verify' | 'day.close' | 'day.zReports' | 'day.z' | 'day.x' | 'day.proof' | 'statement.import' | 'statement.fetch' | 'mapping.list' | 'mapping.save' | 'mapping.preview' | 'reconcile.read' | 'reconcile.act' | 'payments.watch' | 'payments.limits' | 'payments.cardLimits' | 'export.make' | 'chain.read' | 'chain.till' | 'figures.read'> = {
  'day.read': (_, { till }) => readDay(till),
  'day.verify': (_, { till }) => verifyTail(till),
  'day.close': ({ carry }, context) => {
    const report = closeDay(context.till, context.seat, carry);
    shown(context);
    return report;
  },
  'day.zReports': (_, { till }) => zReports(till),
  'day.z': ({ number }, { till }) => zReport(till, number),
  'day.x': (_, { till, seat }) => xReport(till, seat),
  'day.proof': ({ day }, { till }) => till.ports.exporting.tenderProofs(day).then((proofs) => [...proofs]),
  'statement.import': ({ name, base64 }, { till, seat }) => importStatement(till, seat, base64Decode(base64), name),
  'statement.fetch': ({ wallet, day }, { till, seat }) => fetchStatement(till, seat, wallet, day),
  'mapping.list': (_, { till }) => keptMappings(till),
  'mapping.save': ({ mapping }, { till, seat }) => saveMapping(till, seat, mapping),
  'mapping.preview': ({ name, base64, mapping }, { till }) => previewMapping(till, base64Decode(base64), name, mapping),
  'reconcile.read': ({ day }, { till }) => readWorkbench(till, day),
  'reconcile.act': async (input, context) => {
    const view = await actOnBreak(context.till, context.seat, input);
    shown(context);
    return view;
  },
  'payments.watch': ({ days }, { till }) => watchMoney(till, days),
  'payments.limits': (limits, { till, seat }) => saveRiskLimits(till, seat, limits),
  'payments.cardLimits': (limits, { till, seat }) => saveCardLimits(till, seat, limits),
  'figures.read': ({ from, to }, { till }) => readFigures(till, from, to),
  'chain.read': ({ from, to }, { till }) => till.ports.backend.chain(from, to),
  'chain.till': ({ store, till: name, from, to }, { till }) => till.ports.backend.chainTill(store, name, from, to),
  'export.make': async (input, context) => {
    const made = await exportBooks(context.till, context.seat, input, LIMITS.exportBytesMax);
    context.till.ports.changed();
    return { name: made.name, base64: await made.take(), rows: made.rows, sha256: made.sha256 };
  },
};

const books: Pick<Handlers, 'reconcile.run' | 'reconcile.progress' | 'reconcile.cancel' | 'reconcile.rules' | 'reconcile.saveRules' | 'reconcile.tryRules' | 'cash.limits' | 'cash.saveLimits' | 'rules.history' | 'statement.importAll' | 'fees.contracts' | 'fees.save' | 'fees.audit' | 'settlement.read' | 'books.adjust'> = {
  'reconcile.run': ({ from, to }, { till, seat }) => runDays(till, seat, from, to),
  'reconcile.progress': (_, { till }) => till.memory.work,
  'reconcile.cancel': (_, { till }) => cancelWork(till),
  'reconcile.rules': (_, { till }) => reconRules(till),
  'reconcile.saveRules': ({ approval, ...rules }, { till, seat }) => saveReconRules(till, seat, rules, approval),
  'reconcile.tryRules': (rules, { till }) => {
    checkRules(rules);
    return tryRules(till, rules, daysAtWork(till));
  },
  'cash.limits': (_, { till }) => cashLimits(till),
  'cash.saveLimits': ({ approval, ...limits }, { till, seat }) => saveCashLimits(till, seat, limits, approval),
  'rules.history': (_, { till }) => ruleHistory(till),
  'statement.importAll': ({ files }, { till, seat }) => importAll(till, seat, files),
  'fees.contracts': (_, { till }) => feeContracts(till).map((contract) => ({ ...contract })),
  'fees.save': ({ contracts }, { till, seat }) => saveFeeContracts(till, seat, contracts).map((contract) => ({ ...contract })),
  'fees.audit': ({ from, to }, { till }) => auditOfDays(till, from, to),
  'settlement.read': ({ to, days }, { till }) => readSettlement(till, to, days),
  'books.adjust': (entry, { till, seat }) => adjustBooks(till, seat, entry),
};

const enrolling: Pick<Handlers, 'enrolment.read' | 'enrolment.enrol' | 'wallets.read' | 'wallets.set' | 'wallets.test'> = {
  'enrolment.read': (_, { till }) => readEnrolment(till),
  'enrolment.enrol': (given, { till, seat }) => enrol(till, seat, given),
  'wallets.read': (_, { till }) => readWallets(till),
  'wallets.set': ({ wallet, ...request }, { till, seat }) => setUpWallet(till, seat, wallet, request),
  'wallets.test': ({ wallet }, { till }) => testWallet(till, wallet),
};

const technician: Pick<Handlers, 'technician.read' | 'technician.verify' | 'technician.backup' | 'technician.rotateKey' | 'sandbox.behaviours' | 'sandbox.behave' | 'sandbox.line' | 'sandbox.bills'> = {
  'technician.read': (_, { till }) => readTechnician(till),
  'technician.rotateKey': async (_, { till, seat }) => {
    await rotateKey(till, seat);
    return readTechnician(till);
  },
  'technician.verify': (_, { till }) => verifyNow(till),
  'technician.backup': (_, { till }) => backupNow(till),
  'sandbox.behaviours': (_, { till }) => till.ports.backend.sandbox.behaviours(),
  'sandbox.behave': async (behaviour, { till, seat }) => {
    await till.ports.backend.sandbox.behave(behaviour);
    commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: `sandbox.${behaviour.wallet}`, to: `${behaviour.mode} ${behaviour.delayMs}` } }]);
    return till.ports.backend.sandbox.behaviours();
  },
  'sandbox.line': ({ cut }, context) => {
    cutLine(context.till, context.seat, cut);
    return shown(context);
  },
  'sandbox.bills': async (settings, { till, seat }) => {
    await till.ports.backend.sandbox.bills(settings);
    commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: 'sandbox.bills', to: `${settings.early ? 'early' : 'next day'}, ${settings.faults.length} planted` } }]);
    return null;
  },
};

const printer: Pick<Handlers, 'technician.bundle' | 'printer.read' | 'printer.set' | 'printer.ask' | 'printer.test' | 'printer.kick' | 'printer.pretend'> = {
  'technician.bundle': (_, { till, seat }) => diagnosticBundle(till, seat),
  'printer.read': (_, { till }) => readPrinter(till),
  'printer.set': (settings, { till, seat }) => setPrinter(till, seat, settings),
  'printer.ask': (_, { till }) => askPrinter(till),
  'printer.test': (_, { till }) => testPrint(till),
  'printer.kick': (_, { till, seat }) => testKick(till, seat),
  'printer.pretend': ({ pretence }, { till }) => {
    till.ports.printer.pretend(pretence);
    return askPrinter(till);
  },
};

export const handlers: Handlers = { ...session, ...drawer, ...goods, ...money, ...manager, ...books, ...technician, ...enrolling, ...printer, ...deviceHandlers, ...privacyHandlers, ...shopHandlers };
