import type { ThemeConfig } from 'antd'

/** Hue has meaning: navy acts, plum warns about forms and deadlines, alert hues belong to alert levels alone. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#2A4B8D', colorInfo: '#2A4B8D', colorLink: '#2A4B8D', colorSuccess: '#2A4B8D', colorWarning: '#4E5969', colorError: '#86296B',
    colorText: '#1B2430', colorTextSecondary: '#4E5969', colorTextTertiary: '#5F6875', colorTextQuaternary: '#98A1AD',
    colorBorder: '#CFD5DD', colorBorderSecondary: '#E4E8ED', colorSplit: '#E9ECF0', colorBgLayout: '#F3F5F8', colorFillAlter: '#F7F8FA', colorPrimaryBg: '#EDF1F8',
    fontFamily: '"Noto Sans SC","Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Segoe UI",sans-serif',
    fontSize: 14, fontSizeSM: 12, fontSizeLG: 16, lineHeight: 1.5715, fontWeightStrong: 600, borderRadius: 4, borderRadiusSM: 3, borderRadiusLG: 6,
    controlHeight: 32, controlHeightSM: 24, sizeUnit: 4, sizeStep: 4, motion: !matchMedia('(prefers-reduced-motion: reduce)').matches, motionDurationMid: '0.12s', motionDurationSlow: '0.16s', boxShadow: 'none',
  },
  components: {
    Segmented: { trackBg: '#EBEEF2', itemSelectedBg: '#fff', itemSelectedColor: '#1B2430' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 400 },
    Tabs: { horizontalItemPadding: '9px 0' },
    Tag: { defaultBg: '#F3F5F8' },
  },
}
