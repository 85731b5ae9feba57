/** What the register calls itself while it has no township. */
export const REGISTER_NAME = '履职册';
