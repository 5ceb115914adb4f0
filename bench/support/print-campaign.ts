/** Prints a campaign into one file and says how fast, how large, and with how much memory. */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { writeNotices } from '../../src/notices/notice.pdf.ts'
import { noticeOf } from './campaign.ts'
import { processorSeconds } from './processor.ts'

const count = Number(process.argv[2])
const folder = mkdtempSync(path.join(tmpdir(), 'quietanza-bench-'))
const file = path.join(folder, 'campagna.pdf')
let peak = 0
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 100)
const before = processorSeconds()
await writeNotices(
  Array.from({ length: count }, (_, index) => noticeOf(index)),
  {},
  createWriteStream(file),
)
const perSecond = count / (processorSeconds() - before)
clearInterval(watching)
const bytesEach = statSync(file).size / count
rmSync(folder, { recursive: true, force: true })
process.stdout.write(JSON.stringify({ perSecond, peakMegabytes: Math.round(peak / 1e6), bytesEach }))
