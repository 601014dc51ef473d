/** 16.3 %, with one decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** +0.05, −0.02: always with its sign. */
export const signed = (value: number, decimals = 2): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`
