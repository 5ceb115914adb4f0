import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { test } from 'node:test'
import { renderNotice } from '../../src/notices/notice.pdf.ts'
import { renderReceipt } from '../../src/receipts/receipt.pdf.ts'
import { sampleNotice, samplePostal, sampleReceipt } from '../support/sample-papers.ts'

const isMissing =
  spawnSync('pdfinfo', ['-v']).error !== undefined && 'to hear a paper as others read it, install poppler-utils'

/** What a program that is not ours reads aloud, line by line. */
function aloud(pdf: Buffer): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quietanza-aloud-'))
  try {
    const file = path.join(folder, 'paper.pdf')
    fs.writeFileSync(file, pdf)
    const { stdout } = spawnSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' })
    return [...stdout.matchAll(/"(.*)"/g)].map(([, text = '']) => text)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** These pieces are read in this order, whatever stands between them. */
function assertReadsInOrder(lines: readonly string[], pieces: readonly string[]): void {
  const whole = lines.join('\n')
  let from = 0
  for (const piece of pieces) {
    const at = whole.indexOf(piece, from)
    assert.notEqual(at, -1, `“${piece}” is not read after the one before it:\n${whole}`)
    from = at + piece.length
  }
}

test('another program reads the notice like a letter', { skip: isMissing }, async () => {
  assertReadsInOrder(aloud(await renderNotice({ ...sampleNotice, postal: samplePostal })), [
    'AVVISO DI PAGAMENTO',
    'TARI 2026 – saldo',
    'ENTE CREDITORE',
    '01199250158',
    'Comune di Roccaverde',
    'DESTINATARIO',
    'Ada Verdi',
    'Via dei Castagni 12',
    'QUANTO E QUANDO PAGARE?',
    'Importo 150,55 Euro',
    'entro il 31/12/2026',
    'DOVE PAGARE?',
    'PAGA CON L’APP IO',
    'DATI PER IL PAGAMENTO',
    'Rata unica entro il 31/12/2026',
    'Destinatario Ada Verdi',
    'Cod. Avviso 3020 0123 4567 8901 36',
    'BOLLETTINO POSTALE PA',
    'sul C/C n. 000016302093',
    'AUT. DB/SSIC/E 00000 DEL 01/01/2020',
  ])
})

test('another program reads the quietanza like a letter', { skip: isMissing }, async () => {
  assertReadsInOrder(aloud(await renderReceipt(sampleReceipt)), [
    'Comune di Roccaverde',
    'Quietanza di pagamento',
    'Pagamento eseguito il 24/11/2026 14:32',
    'Pagamento',
    'Chi riceve e chi paga',
    'Riferimenti',
    'Versamenti',
    'Beneficiario',
    'Totale',
    'Valore di questo documento',
    'Impronta SHA-256',
  ])
})
