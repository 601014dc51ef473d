export const common = {
  product: '干部监督预警',
  brandMark: '督',
  loading: '正在读取…',
  readFailed: '读取失败，数据未改动。',
  retry: '重试',
  retryNow: '立即重连',
  errorNumber: (number: string) => `（编号 ${number}）`,
  notFound: '未找到该页面或内容。',
  backToBoard: '返回看板',
  close: '关闭',
  cross: '✕',
  cancel: '取消',
  none: '—',
  dot: ' · ',
  sample: '示例',
  unverified: '未核实',
  today: '今天',
  secrecy: { internal: '工作秘密', confidential: '秘密', secret: '机密' } as Readonly<Record<string, string>>,
}

export const shell = {
  navigation: '主导航',
  board: '预警看板',
  demo: '示例数据 · 人物均为虚构',
  policy: (version: string) => `政策 ${version} 版`,
  modelAbsent: '模型未启用，当前仅按政策规则预警',
  scope: (district: string, units: string, cadres: string) => [district, `所管单位 ${units} 个`, `干部 ${cadres} 人`],
  keys: '全部按键',
}

export const live = {
  live: '实时',
  connecting: '正在连接…',
  reconnectingShort: '重连中',
  lostShort: '已断开',
  reconnecting: (time: string) => `连接中断，正在重连… 以下为 ${time} 的数据`,
  lost: (minutes: number) => `已断开 ${minutes} 分钟，请检查网络。`,
  reset: { initial: '列表已重新读取', rights: '权限或筛选已变化，列表已更新', filter: '权限或筛选已变化，列表已更新', epoch: '数据已重建，列表已更新', tooOld: '离开时间较长，列表已重新读取', invalid: '列表已重新读取' },
}

export const keys = {
  title: '全部按键',
  enabled: '启用单键操作',
  enabledNote: '输入文字时单键不起作用',
  rows: [
    ['J', '下一条'], ['K', '上一条'], ['Enter', '打开'], ['Esc', '关闭面板'],
    ['E', '签收'], ['A', '转办'], ['S', '暂缓'], ['X', '排除'], ['/', '按单位筛选'], ['?', '全部按键'],
  ] as const,
}
