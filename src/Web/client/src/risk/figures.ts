import type { DriftNotice, Model } from '../api/risk'

/** 16.3 %, with one decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** +0.05, −0.02: always with its sign. */
export const signed = (value: number, decimals = 2): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`

/** The newest notice of drift that its owner has not acknowledged yet; none for a model out of use. */
export const awaiting = (model: Model): DriftNotice | undefined =>
  model.standing === 'shadow' || model.standing === 'live' ? model.notices.find((one) => one.acknowledgedAt === null) : undefined
