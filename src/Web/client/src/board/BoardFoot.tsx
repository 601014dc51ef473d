import { board, keys } from '../texts'

export function BoardFoot({ shown, total, complete }: { shown: string; total: string | null; complete: boolean }) {
  return (
    <footer className="board-foot">
      <span>{complete ? board.loadedAll(shown) : board.loaded(shown, total ?? shown)}</span>
      <span className="board-foot-keys" aria-hidden="true">
        <span><kbd>J</kbd><kbd>K</kbd>{board.next}</span>
        <span><kbd>Enter</kbd>{board.open}</span>
        <span><kbd>?</kbd>{keys.title}</span>
      </span>
    </footer>
  )
}
