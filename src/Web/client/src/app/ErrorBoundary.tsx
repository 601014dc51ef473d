import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Component } from 'react'
import { common } from '../texts'

/** A page that fails says so and can be read again; the others go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="message" role="alert">
        <span>{common.pageFailed}</span>
        <Button size="small" onClick={() => location.reload()}>{common.reload}</Button>
      </div>
    )
  }
}
