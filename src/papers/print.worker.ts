/** Runs in the threads that print: fonts, words and marks are read once in each of them. */
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { renderManual } from '../manual/manual.pdf.ts'
import { printNotices, writeNotices } from '../notices/notice.pdf.ts'
import { loadPaperAssets } from '../platform/pdf/paper-assets.ts'
import { serve, threadSetting } from '../platform/threads.ts'
import { renderReceipt } from '../receipts/receipt.pdf.ts'
import { renderStatement } from '../receipts/statement.pdf.ts'
import { type PrintOrder, type PrintSetting, type Printed, unpackOrder } from './print-orders.ts'

const { assets } = loadPaperAssets((threadSetting() as PrintSetting).assetsFolder)

serve<string, Printed>((packed) => print(unpackOrder(packed)))

async function print(order: PrintOrder): Promise<Printed> {
  switch (order.kind) {
    case 'notices': {
      const { pdf, remarks } = printNotices(order.notices, assets)
      return { pdf: ownBytes(await pdf.finish()), remarks }
    }
    case 'notices-to-file': {
      // A reader of the folder never sees half a file, nor does a run that begins again.
      const unfinished = `${order.file}.parte`
      const remarks = await writeNotices(order.notices, assets, createWriteStream(unfinished))
      await rename(unfinished, order.file)
      return { pdf: new Uint8Array(0), remarks }
    }
    case 'receipt':
      return { pdf: ownBytes(await renderReceipt(order.receipt, order.language, assets)), remarks: [] }
    case 'statement':
      return { pdf: ownBytes(await renderStatement(order.statement, assets)), remarks: [] }
    case 'manual':
      return { pdf: ownBytes(await renderManual(order.manual, assets)), remarks: [] }
  }
}

/** A buffer may be a part of a larger piece of memory, which cannot be handed over. */
function ownBytes(pdf: Buffer): Uint8Array {
  return pdf.byteLength === pdf.buffer.byteLength ? new Uint8Array(pdf.buffer as ArrayBuffer) : new Uint8Array(pdf)
}
