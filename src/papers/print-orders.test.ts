import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyVariant, sampleNotice, sampleReceipt } from '../../tests/support/sample-papers.ts'
import { renderNotice } from '../notices/notice.pdf.ts'
import { renderReceipt } from '../receipts/receipt.pdf.ts'
import { createPaperPrinter } from './paper-printer.operation.ts'
import { packOrder, unpackOrder } from './print-orders.ts'

test('what a thread unpacks prints the same paper', async () => {
  for (const notice of Object.values(everyVariant()).slice(0, 12)) {
    const order = unpackOrder(packOrder({ kind: 'notices', notices: [notice] }))
    assert.ok(order.kind === 'notices')
    assert.deepEqual(await renderNotice(order.notices[0]!), await renderNotice(notice))
  }
})

test('a crest travels once, however many notices carry it', () => {
  const length = (count: number) =>
    packOrder({ kind: 'notices', notices: Array.from({ length: count }, () => sampleNotice) }).length
  const crest = sampleNotice.institution.crestSvg!.length
  assert.ok(length(3) - length(2) === length(2) - length(1))
  assert.ok(length(2) - length(1) < crest + 700)
})

test('the printer’s threads print what the main one would, byte by byte', async (t) => {
  const printer = createPaperPrinter({ assetsFolder: undefined, threads: 2 })
  t.after(() => printer.close())
  const [notice, receipt] = await Promise.all([printer.notices([sampleNotice]), printer.receipt(sampleReceipt, 'de')])
  assert.deepEqual(notice.pdf, await renderNotice(sampleNotice))
  assert.deepEqual(receipt, await renderReceipt(sampleReceipt, 'de'))
  assert.deepEqual(notice.remarks, [{ cuts: [], postalLeftOut: 'no-account' }])
})
