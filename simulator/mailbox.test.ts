import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTransport } from 'nodemailer'
import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { withLinks } from './mailbox.pages.tsx'
import { type TestBench, startTestBench } from './test-support/test-bench.ts'

let bench: TestBench
before(async () => {
  bench = await startTestBench()
})
after(() => bench.stop())

type MailJson = {
  id: number
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: { name: string; value: string }[]
  attachments: { filename: string; mimeType: string; bytes: number }[]
}

const message = {
  from: 'Portale <portale@example.it>',
  to: 'Maria Bianchi <maria@example.it>',
  subject: 'La tua quietanza è pronta',
  text: 'Aprila qui: https://portale.example.it/quietanza?t=abc.\nGrazie.',
  html: '<html><head><title>x</title></head><body><p>Aprila <a href="https://portale.example.it/q">qui</a><img src="cid:logo@x"></p></body></html>',
  attachments: [
    { filename: 'quietanza è.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' },
    { filename: 'logo.png', content: Buffer.from('png'), contentType: 'image/png', cid: 'logo@x' },
  ],
}

function send(more: Record<string, unknown> = {}): Promise<unknown> {
  return createTransport(bench.simulator.smtpUrl).sendMail({ ...message, ...more })
}

test('a mail arrives as it was sent, with its words, its links and its attachments', async () => {
  await send({ to: 'anna@example.it' })
  const [mail] = await bench.json<MailJson[]>('/posta.json?to=ANNA@example.it')
  assert.deepEqual([mail?.from, mail?.to, mail?.subject], ['portale@example.it', ['anna@example.it'], message.subject])
  assert.match(mail?.text ?? '', /quietanza\?t=abc/)
  assert.deepEqual(
    mail?.attachments.map(({ filename, mimeType, bytes }) => [filename, mimeType, bytes]),
    [
      ['logo.png', 'image/png', 3],
      ['quietanza è.pdf', 'application/pdf', 8],
    ],
  )
  const list = await bench.get('/posta')
  assert.ok(list.html.includes(`href="/posta/${mail?.id}"`))
  const page = await bench.get(`/posta/${mail?.id}`)
  assert.ok(page.html.includes('<a href="https://portale.example.it/quietanza?t=abc">'))
  const file = await bench.get(`/posta/${mail?.id}/allegati/2`)
  assert.equal(file.html, '%PDF-1.7')
  assert.equal(file.contentType, 'application/pdf')
  const source = await bench.get(`/posta/${mail?.id}.eml`)
  assert.match(source.html, /^Subject: /m)
})

test('the HTML of others may run nothing and fetch nothing, and carries its own images', async () => {
  await send({ to: 'frame@example.it' })
  const [mail] = await bench.json<MailJson[]>('/posta.json?to=frame@example.it')
  const response = await fetch(`${bench.simulator.url}/posta/${mail?.id}/html`)
  const policy = response.headers.get('content-security-policy') ?? ''
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /sandbox allow-popups/)
  const html = await response.text()
  assert.match(html, /<head><base target="_blank">/)
  assert.match(html, /src="data:image\/png;base64,cG5n"/)
  assert.match((await bench.get(`/posta/${mail?.id}`)).html, /<iframe [^>]*sandbox="allow-popups/)
})

test('each way in which a mail server fails can be switched on, and off', async () => {
  const codeOf = async (smtp: string) => {
    await bench.post('/banco/interruttori', { smtp })
    const { responseCode } = await send().then(
      () => ({ responseCode: 250 }),
      (error: unknown) => error as { responseCode?: number },
    )
    return responseCode
  }
  assert.equal(await codeOf('temporary-failure'), 451)
  assert.equal(await codeOf('permanent-failure'), 550)
  assert.equal(await codeOf('down'), 421)
  assert.equal(await codeOf('up'), 250)
})

test('a mail that is too large is refused, and the next one is taken', async () => {
  await assert.rejects(send({ text: 'x'.repeat(11_000_000) }), { responseCode: 552 })
  await send({ to: 'dopo@example.it' })
  assert.equal((await bench.json<MailJson[]>('/posta.json?to=dopo@example.it')).length, 1)
})

test('several recipients are one mail, found by each of them', async () => {
  await send({ to: ['uno@example.it', 'due@example.it'], bcc: 'tre@example.it' })
  for (const to of ['uno', 'due', 'tre']) {
    const mails = await bench.json<MailJson[]>(`/posta.json?to=${to}@example.it`)
    assert.equal(mails.length, 1)
  }
})

test('emptied, the box is empty, and what was in it is a page that says so', async () => {
  await send()
  const [mail] = await bench.json<MailJson[]>('/posta.json')
  await bench.post('/posta/svuota')
  assert.deepEqual(await bench.json('/posta.json'), [])
  for (const path of ['', '/html', '/allegati/1', '.eml']) {
    assert.equal((await bench.get(`/posta/${mail?.id}${path}`)).status, 404)
  }
})

test('only addresses of web pages become links, without the full stop that ends a sentence', () => {
  const linksIn = (plain: string) =>
    [...renderToString(h(Fragment, {}, withLinks(plain))).matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  assert.deepEqual(linksIn('a https://a.it/x?y=1. b (http://b.it/z), c'), ['https://a.it/x?y=1', 'http://b.it/z'])
  assert.deepEqual(linksIn('javascript:alert(1) ftp://a.it <https://c.it/>'), ['https://c.it/'])
})
