/**
 * The least that could answer the Node: `node:http`, one prepared statement, a constant text. No parser, no schema, no
 * scope, no escaping. What the station is measured against.
 *
 *     POST /question   one prepared SELECT by notice number, a constant answer
 *     POST /receipt    begin, prepared INSERT, prepared UPDATE, commit, a constant answer
 */
import * as http from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
const ANSWER = process.env['ANSWER'] ?? ''

async function question(body: string): Promise<void> {
  const notice = /<noticeNumber>(\d{18})</.exec(body)?.[1]
  const { rows } = await pool.query({
    name: 'question',
    text: 'select amount_cents, description, due_on from bare_notices where notice_number = $1',
    values: [notice],
  })
  if (rows.length !== 1) throw new Error('no such notice')
}

async function receipt(body: string): Promise<void> {
  const notice = /<noticeNumber>(\d{18})</.exec(body)?.[1]
  const id = /<receiptId>([^<]+)</.exec(body)?.[1]
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query({
      name: 'insert',
      text: 'insert into bare_receipts (receipt_id, notice_number, document) values ($1, $2, $3)',
      values: [id, notice, body],
    })
    await client.query({
      name: 'update',
      text: "update bare_notices set status = 'paid', receipt_id = $1 where notice_number = $2",
      values: [id, notice],
    })
    await client.query('commit')
  } finally {
    client.release()
  }
}

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method === 'GET') {
      response.end('ok')
      return
    }
    const body = Buffer.concat(chunks).toString('utf8')
    const work = request.url === '/receipt' ? receipt(body) : question(body)
    work.then(
      () => response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(ANSWER),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
})

server.listen(Number(process.env['PORT']), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
