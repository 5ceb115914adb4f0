import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { test } from 'node:test'
import { renderIdentityLetter } from '../../src/accounts/identity-letter.pdf.ts'
import type { FiscalCode } from '../../src/core/fiscal-code.ts'
import { cents } from '../../src/core/money.ts'
import { Temporal } from '../../src/core/time.ts'
import { renderManual } from '../../src/manual/manual.pdf.ts'
import { printNotices, renderNotice } from '../../src/notices/notice.pdf.ts'
import { RECEIPT_LANGUAGES, type ReceiptDocument } from '../../src/receipts/receipt-document.ts'
import { renderReceipt } from '../../src/receipts/receipt.pdf.ts'
import type { StatementDocument } from '../../src/receipts/statement-document.ts'
import { renderStatement } from '../../src/receipts/statement.pdf.ts'
import { everyVariant, sampleManual, sampleNotice, sampleReceipt } from '../support/sample-papers.ts'

/** The command of veraPDF, the checker of the PDF Association: its own script, or one that calls it. */
const verapdf = process.env['VERAPDF']

/** Letters that no face has, letters of other alphabets, marks that combine: what a claim could break on. */
const STRANGE = 'Ольга Džeković Å Παπαδοπούλου 🎉 e\u0301\u0323 ﬃ'

async function papers(): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  const variants = Object.entries(everyVariant())
  for (const [name, notice] of variants) files[`notice-${name}`] = await renderNotice(notice)
  const strange = {
    ...sampleNotice,
    subject: STRANGE,
    debtor: { ...sampleNotice.debtor, fullName: STRANGE },
    isTest: true,
  }
  files['notice-strange'] = await renderNotice(strange)
  files['notices-merged'] = await printNotices(Object.values(everyVariant()), {}).pdf.finish()
  for (const language of RECEIPT_LANGUAGES) files[`receipt-${language}`] = await renderReceipt(sampleReceipt, language)
  files['manual'] = await renderManual(sampleManual)
  files['receipt-long'] = await renderReceipt(longReceipt(), 'it')
  const { name, fiscalCode, crestSvg } = sampleReceipt.institution
  files['statement'] = await renderStatement(longStatement())
  files['identity-letter'] = await renderIdentityLetter({
    institution: { name, fiscalCode: fiscalCode as FiscalCode, crestSvg: crestSvg ?? null, environment: 'test' },
    address: {
      fullName: STRANGE,
      streetName: 'Via Roma',
      civicNumber: '1',
      postalCode: '00000',
      city: 'Roccaverde',
      province: 'RV',
      country: null,
    },
    code: '23456789ABCDEFGH',
    portalAddress: 'https://pagamenti.example',
    printedAt: sampleReceipt.printedAt,
    printedOn: Temporal.PlainDate.from('2026-11-24'),
    expiresOn: Temporal.PlainDate.from('2026-12-24'),
  })
  return files
}

/** Of several pages, with a stamp in each line. */
function longReceipt(): ReceiptDocument {
  const stamp = {
    stampId: '01234567890123',
    seller: { name: 'Banca di Prova S.p.A.', fiscalCode: '02654890025' },
    boughtAt: sampleReceipt.paidAt,
    documentDigest: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
  }
  const remittanceInformation = `${STRANGE} `.repeat(12)
  const transfers = Array.from({ length: 5 }, () => ({
    ...sampleReceipt.transfers[0]!,
    amount: cents(1_600),
    iban: undefined,
    stamp,
    remittanceInformation,
  }))
  return { ...sampleReceipt, isTest: true, subject: STRANGE, transfers }
}

/** A table that breaks across pages. */
function longStatement(): StatementDocument {
  const { institution, noticeNumber, receiptId, printedAt } = sampleReceipt
  const lines = Array.from({ length: 80 }, (_, index) => ({
    paidAt: printedAt,
    serviceName: index % 2 === 0 ? 'TARI' : 'Mensa scolastica',
    description: STRANGE,
    subject: null,
    debtorName: 'Anna Verdi',
    noticeNumber,
    receiptId,
    method: undefined,
    amount: cents(1_600),
  }))
  const holder = { name: STRANGE, fiscalCode: undefined }
  return { institution, holder, year: 2026, lines, isWhole: true, printedAt, isTest: true }
}

test(
  'veraPDF finds every paper true to both of its claims, PDF/UA-1 and PDF/A-2a',
  { skip: verapdf === undefined && 'set VERAPDF to the command of veraPDF (docs/papers.md says how to get it)' },
  async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quietanza-verapdf-'))
    try {
      const files = await papers()
      for (const [name, pdf] of Object.entries(files)) fs.writeFileSync(path.join(folder, `${name}.pdf`), pdf)
      const names = Object.keys(files).map((name) => path.join(folder, `${name}.pdf`))
      for (const flavour of ['ua1', '2a']) {
        const { stdout, error } = spawnSync(verapdf!, ['-f', flavour, '--format', 'text', ...names], {
          encoding: 'utf8',
        })
        assert.equal(error, undefined)
        const results = stdout.split('\n').filter((line) => /^(PASS|FAIL) /.test(line))
        assert.equal(results.length, names.length, stdout)
        assert.deepEqual(
          results.filter((line) => line.startsWith('FAIL')),
          [],
        )
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  },
)
