import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,main,resources,e2e}/**/*.test.ts'],
    // Fonts and WASM are loaded per worker; a page test on a loaded two-core machine needs room.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
