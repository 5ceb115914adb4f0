/** A CSV of positions as a register gives it: many debtors, real check characters, commas, accents, quotes. */
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { once } from 'node:events'
import { personalCheckCharacter } from '../../src/core/fiscal-code.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const MONTHS = 'ABCDEHLMPRST'
const NAMES = ['Mario', 'Lucia', 'Giovanni', 'Anna Maria', 'Niccolò', 'José', 'Francesca']
const SURNAMES = ['Rossi', 'Bianchi', 'Verdi', 'Esposito', 'D’Angelo', 'De Luca', 'Müller', '"Ro" Sasso']
const HEADER = 'servizio;tipo debitore;codice fiscale;nome;email;causale;importo;scadenza;riferimento\r\n'

export async function writePositions(file: string, rows: number): Promise<void> {
  if (existsSync(file)) return
  const output = createWriteStream(`${file}.part`)
  let lines = HEADER
  for (let row = 0; row < rows; row++) {
    lines += line(row)
    if (lines.length < 1_000_000) continue
    if (!output.write(lines)) await once(output, 'drain')
    lines = ''
  }
  output.end(lines)
  await once(output, 'close')
  renameSync(`${file}.part`, file)
}

function line(row: number): string {
  const name = quoted(`${pick(NAMES, row)} ${pick(SURNAMES, row)}`)
  const amount = `${50 + (row % 900)},${String(row % 100).padStart(2, '0')}`
  return (
    `tari;F;${fiscalCode(row)};${name};cittadino${row}@example.it;TARI 2027, avviso ${row}, saldo;${amount};` +
    `${1 + (row % 28)}/12/2099;TARI-2027-${row}\r\n`
  )
}

function fiscalCode(row: number): string {
  const digits = (value: number, width: number) => String(value).padStart(width, '0')
  const letters = [row, row / 26, row / 676].map((value) => LETTERS[Math.trunc(value) % 26]).join('')
  const birthday = `${digits(row % 100, 2)}${MONTHS[row % 12]}${digits(1 + (row % 28), 2)}`
  const code = `RSS${letters}${birthday}H${digits(row % 1_000, 3)}`
  return code + personalCheckCharacter(code)
}

function pick(values: readonly string[], row: number): string {
  return values[row % values.length]!
}

function quoted(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text
}
