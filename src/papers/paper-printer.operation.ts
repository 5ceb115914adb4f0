/** The printer: papers are made in threads, so that nobody who asks for a page waits for somebody's paper. */
import type { ManualDocument } from '../manual/manual-document.ts'
import type { NoticeDocument, NoticeRemarks } from '../notices/notice-document.ts'
import { createThreadPool, scriptBeside } from '../platform/threads.ts'
import type { ReceiptDocument, ReceiptLanguage } from '../receipts/receipt-document.ts'
import type { StatementDocument } from '../receipts/statement-document.ts'
import { type PrintSetting, type Printed, packOrder } from './print-orders.ts'

export type PaperPrinter = {
  /** One file for all of them. Throws ThreadsBusy when too many papers wait. */
  notices(notices: readonly NoticeDocument[]): Promise<{ pdf: Buffer; remarks: NoticeRemarks[] }>
  noticesToFile(notices: readonly NoticeDocument[], file: string): Promise<NoticeRemarks[]>
  receipt(receipt: ReceiptDocument, language: ReceiptLanguage): Promise<Buffer>
  statement(statement: StatementDocument): Promise<Buffer>
  manual(manual: ManualDocument): Promise<Buffer>
  warm(): void
  close(): Promise<void>
}

export type PrinterOptions = {
  assetsFolder: string | undefined
  threads: number
  /** How many papers may wait; a citizen's takes some hundredths of a second. */
  maxWaiting?: number
  timeoutMs?: number
}

const DEFAULTS = { maxWaiting: 200, timeoutMs: 15_000 }

/** Room for a volume of a campaign: a notice alone takes a hundredth of it. */
const MAX_MEGABYTES = 256

export function createPaperPrinter({ assetsFolder, threads, ...limits }: PrinterOptions): PaperPrinter {
  const setting: PrintSetting = { assetsFolder }
  const pool = createThreadPool<string, Printed>({
    script: scriptBeside(import.meta.url, 'print.worker'),
    threads,
    ...DEFAULTS,
    ...limits,
    maxMegabytes: MAX_MEGABYTES,
    setting,
  })
  return {
    async notices(notices) {
      const { pdf, remarks } = await pool.run(packOrder({ kind: 'notices', notices }))
      return { pdf: asBuffer(pdf), remarks }
    },
    async noticesToFile(notices, file) {
      return (await pool.run(packOrder({ kind: 'notices-to-file', notices, file }))).remarks
    },
    async receipt(receipt, language) {
      return asBuffer((await pool.run(packOrder({ kind: 'receipt', receipt, language }))).pdf)
    },
    async statement(statement) {
      return asBuffer((await pool.run(packOrder({ kind: 'statement', statement }))).pdf)
    },
    async manual(manual) {
      return asBuffer((await pool.run(packOrder({ kind: 'manual', manual }))).pdf)
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
