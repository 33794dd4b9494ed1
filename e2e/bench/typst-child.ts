// A process of its own: text of pages (JSON) to a PDF through Typst. Arguments: text, font folder, PDF.
import { readFileSync, writeFileSync } from 'node:fs'
import { BROADSHEET_SOURCE, loadTypst } from './typst.ts'

const [from = '', fonts = '', to = ''] = process.argv.slice(2)
const { NodeCompiler } = loadTypst()
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] })
const done = compiler.compile({ mainFileContent: BROADSHEET_SOURCE, inputs: { pages: readFileSync(from, 'utf8') } })
if (done.result === null) throw new Error(JSON.stringify(done.takeError()?.shortDiagnostics))
writeFileSync(to, compiler.pdf(done.result))
const { user, system } = process.cpuUsage()
process.stdout.write(JSON.stringify({ pages: done.result.numOfPages, cpu: (user + system) / 1000 }))
