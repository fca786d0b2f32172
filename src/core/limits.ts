/** Every maximum in one place: what the till accepts, keeps or repeats, and no more. */

export const LIMITS = {
  /** Characters of one scanned text; longer input is refused unread. */
  scanCharsMax: 4096,
  basketLinesMax: 500,
  quantityMilliMax: 9_999_000,
  amountMinorMax: 99_999_999_999,
  nameCharsMax: 200,
  reasonCharsMax: 200,
  productNameCharsMax: 60,
  skuCharsMax: 32,
  /** Goods of one shop, and rows of a file that brings them. */
  catalogueRowsMax: 100_000,
  categoriesMax: 60,
  /** Coupons that a shop keeps, and that one basket carries. */
  couponsMax: 200,
  basketCouponsMax: 5,
  couponCodeCharsMin: 3,
  couponCodeCharsMax: 32,
  /** Goods in one journal entry: a batch of such entries still fits the line to the backend. */
  changesPerEntryMax: 8,
  /** The shortest PIN of a cashier, and of who may do more. */
  pinCharsMin: 4,
  longPinCharsMin: 6,
  peopleMax: 200,
  personNameCharsMax: 40,
  searchResultsMax: 60,
  cataloguePageMax: 60,
  tendersMax: 12,
  lastPaymentsShown: 3,
  /** How long a payment code may be held in memory. */
  paymentCodeMsMax: 120_000,
  /** Of one batch to the backend: entries, and bytes (it takes 8 MiB, so an entry that is longer than this alone goes alone); and how many are under way at a time. */
  journalBatchMax: 1_000,
  journalBatchBytesMax: 3_000_000,
  journalBatchesInFlight: 3,
  feedPageMax: 500,
  waitingShownMax: 50,
  /** Charges and refunds that are asked for at the same time; one that stands on the counter never waits. */
  resolvingMax: 4,
  /** What may be handed over at risk until the shop says otherwise: one sale, all that is at risk on this till (minor units), and for how many hours without a line. */
  atRiskSaleMinorFirst: 50_000,
  atRiskTillMinorFirst: 200_000,
  atRiskHoursFirst: 2,
  atRiskHoursMax: 72,
  /** Rows of the manager's page of payments to watch, in each list. */
  watchedShownMax: 100,
  /** How far a drawer may be off without a second person until the shop says otherwise (minor units). */
  cashAloneMinorFirst: 5_000,
  /** Cards that are taken without a line until the shop says otherwise, encrypted as they came: one sale, all that waits on this till (minor units), and for how many hours the line may have been down. */
  storedCardSaleMinorFirst: 30_000,
  storedCardTillMinorFirst: 150_000,
  storedCardHoursFirst: 4,
  storedCardHoursMax: 72,
  /** Entries on one proof of payment. */
  proofRowsMax: 400,
  pinTriesMax: 10,
  /** Backups that are kept: the newest, and of older days the last one each. */
  backupsNewestKept: 5,
  backupDaysKept: 30,
  statementBytesMax: 512 * 1024 * 1024,
  statementLineBytesMax: 64 * 1024,
  statementColumnsMax: 256,
  mappingsMax: 100,
  /** Characters of text that a workbook's cells may share: they are in memory while it is read. */
  workbookTextMax: 32 * 1024 * 1024,
  /** Unpacked bytes to packed bytes; deflate itself can reach 1032, honest bills stay below 30. */
  unpackRatioMax: 200,
  zipEntriesMax: 64,
  ledgerFileBytesMax: 2 * 1024 * 1024 * 1024,
  importBytesMax: 64 * 1024 * 1024,
  breaksShownMax: 500,
  /** Bytes of an export that one call carries; a longer one is made by the command line. */
  exportBytesMax: 24 * 1024 * 1024,
  exportRowsMax: 2_000_000,
  exportXlsxRowsMax: 50_000,
  exportPdfRowsMax: 5_000,
  exportDaysMax: 400,
  clockSkewMsMax: 300_000,
  /** What Linux takes at most (HID_MAX_DESCRIPTOR_SIZE). */
  hidDescriptorBytesMax: 4096,
  hidReportBytesMax: 8192,
  hidDepthMax: 32,
  hidUsagesMax: 1024,
  hidFaultsMax: 32,
  /** Bytes of one code over all its parts; a QR code holds 2953 at most, a PDF417 less. */
  scanBytesMax: 8192,
  /** How long a part of a code waits for the next. */
  scanPartMsMax: 500,
  /** A card reader's frame over several reports. */
  cardFrameBytesMax: 4096,
  profileCharsMax: 64 * 1024,
  traceLineCharsMax: 64 * 1024,
  traceLinesMax: 1_000_000,
} as const;
