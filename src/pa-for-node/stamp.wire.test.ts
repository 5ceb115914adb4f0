import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readStamp } from './stamp.wire.ts'

const stamp = (inside: string) =>
  Buffer.from(
    `<marcaDaBollo xmlns="http://www.agenziaentrate.gov.it/2014/MarcaDaBollo"
      xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${inside}</marcaDaBollo>`,
  )

const WHOLE = `
  <PSP><CodiceFiscale>02654890025</CodiceFiscale><Denominazione>Banca di Prova</Denominazione></PSP>
  <IUBD>01234567890123</IUBD><OraAcquisto>2026-11-24T14:32:00+01:00</OraAcquisto><Importo>16.00</Importo>
  <TipoBollo>01</TipoBollo>
  <ImprontaDocumento>
    <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
    <ds:DigestValue>n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=</ds:DigestValue>
  </ImprontaDocumento>
  <ds:Signature/>`

test('a stamp says its number, its seller, its hour and the document that it was bought for', () => {
  const read = readStamp(stamp(WHOLE))
  assert.equal(read?.stampId, '01234567890123')
  assert.deepEqual(read.seller, { name: 'Banca di Prova', fiscalCode: '02654890025' })
  assert.equal(read.boughtAt?.toString(), '2026-11-24T13:32:00Z')
  assert.equal(read.documentDigest, 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=')
})

test('what is not a stamp is nothing, and never a fault', () => {
  assert.equal(readStamp(stamp('')), undefined)
  assert.equal(readStamp(stamp(WHOLE.replace('<IUBD>01234567890123</IUBD>', ''))), undefined)
  assert.equal(readStamp(stamp(WHOLE.replace('Banca di Prova', 'B'.repeat(101)))), undefined)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(readStamp(Buffer.from(bytes)), undefined)
    }),
  )
})
