/**
 * A column of many rows as one parameter, for set-based statements:
 *
 *     tx.run(sql`insert into t (id, name) select unnest(${column.uuid(rows, …)}::uuid[]), unnest(${column.text(rows, …)}::text[])`)
 *
 * One statement writes a row or ten thousand, nothing is staged, and row-level security stays where it is (COPY is
 * refused on a table that has it). The values travel in PostgreSQL's binary array format (src/backend/utils/adt/
 * arrayfuncs.c, array_recv), which saves both sides the writing and reading of text: measured on the six inserts of a
 * position, 49 instead of 54 us of the server's time and 6 instead of 9 of ours.
 */
import { type Temporal, epochDays } from '../core/time.ts'

/** Object ids of the element types: fixed in every server (src/include/catalog/pg_type.dat). */
const OID = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, date: 1082, uuid: 2950 } as const

const HEADER_BYTES = 20
const LENGTH_BYTES = 4
/** PostgreSQL counts days from the 1st of January 2000. */
const POSTGRES_EPOCH_DAYS = 10_957

/** Which parameter a row gives; null is SQL's null. */
type Field<R, T> = (row: R) => T | null

export const column = {
  uuid: <R>(rows: readonly R[], field: Field<R, string>): Buffer => fixed(OID.uuid, 16, rows, field, writeUuid),
  boolean: <R>(rows: readonly R[], field: Field<R, boolean>): Buffer =>
    fixed(OID.bool, 1, rows, field, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at)),
  smallint: <R>(rows: readonly R[], field: Field<R, number>): Buffer =>
    fixed(OID.int2, 2, rows, field, (buffer, value, at) => buffer.writeInt16BE(value, at)),
  integer: <R>(rows: readonly R[], field: Field<R, number>): Buffer =>
    fixed(OID.int4, 4, rows, field, (buffer, value, at) => buffer.writeInt32BE(value, at)),
  /** Safe integers, as money is counted in. */
  bigint: <R>(rows: readonly R[], field: Field<R, number>): Buffer =>
    fixed(OID.int8, 8, rows, field, (buffer, value, at) => {
      const high = Math.floor(value / 2 ** 32)
      buffer.writeInt32BE(high, at)
      buffer.writeUInt32BE(value - high * 2 ** 32, at + 4)
    }),
  date: <R>(rows: readonly R[], field: Field<R, Temporal.PlainDate>): Buffer =>
    fixed(OID.date, 4, rows, field, (buffer, value, at) =>
      buffer.writeInt32BE(epochDays(value) - POSTGRES_EPOCH_DAYS, at),
    ),
  text: textColumn,
  bytes: bytesColumn,
}

/** Grows to the largest column and is used for each: what is sent is a copy. */
let scratch = Buffer.allocUnsafe(64 * 1024)

function fixed<R, T>(
  oid: number,
  size: number,
  rows: readonly R[],
  field: Field<R, T>,
  write: (buffer: Buffer, value: T, at: number) => unknown,
): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + rows.length * (LENGTH_BYTES + size))
  let at = writeHeader(buffer, oid, rows.length)
  for (const row of rows) {
    const value = field(row)
    at = buffer.writeInt32BE(value === null ? -1 : size, at)
    if (value === null) continue
    write(buffer, value, at)
    at += size
  }
  return buffer.subarray(0, at)
}

function textColumn<R>(rows: readonly R[], field: Field<R, string>): Buffer {
  let at = writeHeader(scratch, OID.text, rows.length)
  for (const row of rows) {
    const value = field(row)
    // A UTF-16 unit becomes three bytes at most.
    reserve(at, LENGTH_BYTES + (value === null ? 0 : value.length * 3))
    const length = value === null ? -1 : scratch.write(value, at + LENGTH_BYTES, 'utf8')
    scratch.writeInt32BE(length, at)
    at += LENGTH_BYTES + Math.max(length, 0)
  }
  return Buffer.from(scratch.subarray(0, at))
}

function bytesColumn<R>(rows: readonly R[], field: Field<R, Buffer>): Buffer {
  const head = Buffer.allocUnsafe(HEADER_BYTES)
  const parts: Buffer[] = [head.subarray(0, writeHeader(head, OID.bytea, rows.length))]
  for (const row of rows) {
    const value = field(row)
    const length = Buffer.allocUnsafe(LENGTH_BYTES)
    length.writeInt32BE(value === null ? -1 : value.length)
    parts.push(length)
    if (value !== null) parts.push(value)
  }
  return Buffer.concat(parts)
}

function reserve(used: number, more: number): void {
  if (used + more <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, used + more))
  scratch.copy(larger, 0, 0, used)
  scratch = larger
}

/** One dimension, counted from 1; whether there are nulls is only a hint. An empty array has no dimension. */
function writeHeader(buffer: Buffer, oid: number, count: number): number {
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(1, 4)
  buffer.writeInt32BE(oid, 8)
  if (count === 0) return 12
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return HEADER_BYTES
}

/** By hand, since an id is in every column of keys: a fifth of what `buffer.write(…, 'hex')` without the dashes takes. */
function writeUuid(buffer: Buffer, value: string, at: number): void {
  let index = 0
  for (let end = at + 16; at < end; at++) {
    if (value.charCodeAt(index) === DASH) index++
    buffer[at] = (HEX[value.charCodeAt(index)]! << 4) | HEX[value.charCodeAt(index + 1)]!
    index += 2
  }
}

const DASH = 0x2d
/** The value of a hexadecimal digit by its character code. */
const HEX = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(value) ? 0 : value
})
