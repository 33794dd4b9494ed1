#!/usr/bin/env node
// The command line's door: plain JavaScript that any Node can read, so that an old one gets a sentence and no stack.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18) || Number(process.versions.napi) < 10) {
  const chinese = /^zh/i.test(process.env.BANXIN_LANG ?? process.env.LC_ALL ?? process.env.LANG ?? '')
  process.stderr.write(
    chinese
      ? `需要 Node.js 22.18 或更新的版本（现为 ${process.versions.node}），请用 npm run -s banxin -- … 启动。\n`
      : `Node.js 22.18 or newer is needed (this is ${process.versions.node}); start with npm run -s banxin -- …\n`,
  )
  process.exitCode = 2
} else {
  // Compiled code is kept between runs: the second start takes half as long.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { main } = await import('./cli.ts')
  process.exitCode = await main(process.argv.slice(2))
}
