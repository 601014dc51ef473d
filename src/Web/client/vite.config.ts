import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The server that `npm run dev` talks to: `dotnet run --project src/Web` listens here by default.
const server = 'http://localhost:5080'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // antd is one library in one file; splitting it further gains nothing on an office network.
    chunkSizeWarningLimit: 1600,
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server, '/hubs': { target: server, ws: true } } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], environment: 'node' },
})
