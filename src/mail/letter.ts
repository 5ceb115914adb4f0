/**
 * What a mail says, described once. Its plain text and its HTML are both made from the description, so that no reader
 * of one is told something else than a reader of the other (RFC 2046, section 5.1.4: the same information).
 */
export type Letter = {
  /** The ente in whose name it is written. */
  institutionName: string
  /** What it is about: the subject, and the heading. */
  title: string
  blocks: readonly Block[]
  /** Only where the reader may have no more of its kind: why it came, and the page that stops it. */
  stop?: { reason: string; action: string; href: string }
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'code'; code: string }
  /** The one thing to do; a link is a thing that one may do besides. */
  | { kind: 'button' | 'link'; label: string; href: string }

export type Fact = { term: string; value: string }

/** What every letter says. */
export type Stationery = { greeting: string; signature: (institutionName: string) => string; automatic: string }

export function subjectOf({ title, institutionName }: Letter): string {
  return `${title} – ${institutionName}`
}

export function letterText(letter: Letter, stationery: Stationery): string {
  const { stop } = letter
  return [
    stationery.greeting,
    ...letter.blocks.map(blockText),
    stationery.signature(letter.institutionName),
    ...(stop ? [`${stop.reason}\n${stop.action}: ${stop.href}`] : []),
    stationery.automatic,
  ].join('\n\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'heading':
      return block.text.toUpperCase()
    case 'facts':
      return block.facts.map(({ term, value }) => `${term}: ${value}`).join('\n')
    case 'code':
      return block.code
    case 'button':
    case 'link':
      return `${block.label}:\n${block.href}`
  }
}

/** A page by itself: no picture, no font, no style that comes from anywhere. Mail programs read styles on elements only. */
export function letterHtml(letter: Letter, stationery: Stationery): string {
  const { stop } = letter
  const title = escaped(letter.title)
  return [
    '<!doctype html>',
    `<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${title}</title></head>`,
    // A mail program shows it inside a page of its own, without our html element: the language stands here, too.
    `<body style="${STYLES.body}"><div role="article" aria-label="${title}" lang="it" style="${STYLES.sheet}">`,
    `<p style="${STYLES.sender}">${escaped(letter.institutionName)}</p>`,
    `<h1 style="${STYLES.title}">${title}</h1>`,
    paragraph(escaped(stationery.greeting)),
    ...letter.blocks.map(blockHtml),
    paragraph(escaped(stationery.signature(letter.institutionName))),
    `<div style="${STYLES.foot}">`,
    ...(stop ? [paragraph(`${escaped(stop.reason)}<br>${anchor(stop.action, stop.href, STYLES.quiet)}`)] : []),
    paragraph(escaped(stationery.automatic)),
    '</div></div></body></html>',
  ].join('\n')
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(escaped(block.text))
    case 'heading':
      return `<h2 style="${STYLES.heading}">${escaped(block.text)}</h2>`
    case 'facts':
      return `<table style="${STYLES.facts}"><tbody>${block.facts.map(factHtml).join('')}</tbody></table>`
    case 'code':
      return `<p style="${STYLES.code}">${escaped(block.code)}</p>`
    case 'button':
      return `<p style="${STYLES.action}">${anchor(block.label, block.href, STYLES.button)}</p>`
    case 'link':
      return paragraph(anchor(block.label, block.href, STYLES.link))
  }
}

function factHtml({ term, value }: Fact): string {
  return (
    `<tr><th scope="row" style="${STYLES.term}">${escaped(term)}</th>` +
    `<td style="${STYLES.value}">${escaped(value)}</td></tr>`
  )
}

function paragraph(html: string): string {
  return `<p style="${STYLES.paragraph}">${html}</p>`
}

function anchor(label: string, href: string, style: string): string {
  if (!/^https?:\/\//.test(href)) throw new Error('a letter links to pages alone')
  return `<a href="${escaped(href)}" style="${style}">${escaped(label)}</a>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** Contrasts above 7:1 on white; the button above 5:1. */
const STYLES = {
  body: 'margin:0;padding:16px;background:#f2f5f8;color:#17324d;font-family:Verdana,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5',
  sheet: 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:4px',
  sender: 'margin:0 0 4px;color:#435a70;font-size:14px',
  title: 'margin:0 0 24px;color:#17324d;font-size:24px;line-height:1.25',
  heading: 'margin:24px 0 8px;color:#17324d;font-size:18px;line-height:1.3',
  paragraph: 'margin:0 0 16px',
  facts: 'width:100%;margin:0 0 16px;border-collapse:collapse',
  term: 'padding:8px 12px 8px 0;border-bottom:1px solid #d9dadb;color:#435a70;font-weight:normal;text-align:left;vertical-align:top',
  value: 'padding:8px 0;border-bottom:1px solid #d9dadb;font-weight:bold;text-align:left;vertical-align:top',
  code: 'margin:0 0 16px;font-size:28px;font-weight:bold;letter-spacing:4px',
  action: 'margin:24px 0',
  button:
    'display:inline-block;padding:12px 24px;border-radius:4px;background:#0059b3;color:#ffffff;font-weight:bold;text-decoration:none',
  link: 'color:#0059b3;text-decoration:underline',
  quiet: 'color:#435a70;text-decoration:underline',
  foot: 'margin-top:32px;padding-top:16px;border-top:1px solid #d9dadb;color:#435a70;font-size:14px',
} as const

/**
 * The text as it is kept once the mail has gone: without what opens something by itself. Links carry tokens of 43
 * characters (256 bits); a code stands alone on its line.
 */
export function withoutSecrets(text: string): string {
  return text.replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, '…').replace(/^[0-9A-Z]{6,12}$/gm, '…')
}
