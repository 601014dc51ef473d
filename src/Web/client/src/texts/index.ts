export * from './alert'
export * from './board'
export * from './common'
