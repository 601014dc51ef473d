import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { common, keys } from '../texts'
import { enableKeys, keysEnabled } from './keyboard'

export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [enabled, setEnabled] = useState(keysEnabled)
  const change = (on: boolean) => {
    enableKeys(on)
    setEnabled(on)
  }
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={keys.title} width={360} closable={{ 'aria-label': common.close, closeIcon: common.cross }}>
      <dl className="key-list">
        {keys.rows.map(([key, what]) => (
          <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>
        ))}
      </dl>
      <label className="key-switch"><Switch size="small" checked={enabled} onChange={change} /> {keys.enabled}</label>
      <p className="meta">{keys.enabledNote}</p>
    </Modal>
  )
}
