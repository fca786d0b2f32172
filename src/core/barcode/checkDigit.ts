/** The GS1 check digit: one rule for GTIN-8, -12, -13, -14, SSCC, GLN and every other numeric key. */

/**
 * The digit that completes `body`: weights 3, 1, 3, ... from its right end, the sum taken up to the next ten.
 * Source: GS1 General Specifications, standard check digit calculation.
 * @param body decimal digits only, without the check digit.
 */
export function checkDigitOf(body: string): number {
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (body.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** True when the last of `digits` is the check digit of the others. */
export function checkDigitFits(digits: string): boolean {
  return digits.length > 1 && checkDigitOf(digits.slice(0, -1)) === digits.charCodeAt(digits.length - 1) - 48;
}

/** `digits` with its last digit replaced by the one that fits. */
export function withCheckDigit(digits: string): string {
  const body = digits.slice(0, -1);
  return `${body}${checkDigitOf(body)}`;
}
