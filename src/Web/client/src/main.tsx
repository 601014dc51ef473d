import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zh_CN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import './app/base.css'
import './app/shell.css'
import { theme } from './app/theme'
import './app/pages.css'
import './alert/alert.css'
import './board/board.css'
import './board/row.css'
import './marks/marks.css'
import './measures/measures.css'
import './portrait/portrait.css'

dayjs.locale('zh-cn')

// A failed read is shown with its number at once; the viewer decides when to try again.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConfigProvider theme={theme} locale={zh_CN} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </ConfigProvider>
  </StrictMode>,
)
