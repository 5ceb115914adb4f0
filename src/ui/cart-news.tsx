/** What came of "Aggiungi pratica al carrello", on the page where it was pressed. */
import { routes } from '../routes.ts'
import { Callout } from './pieces.tsx'
import { cartNewsText as text } from './ui.text.ts'

export type CartNews = 'added' | 'already-there' | 'alternative' | 'full' | 'not-now'

/** As the address says it. */
const WORDS = {
  aggiunta: 'added',
  presente: 'already-there',
  'altro-modo': 'alternative',
  pieno: 'full',
  'non-ora': 'not-now',
} as const satisfies Readonly<Record<string, CartNews>>

export function readCartNews(word: string): CartNews | undefined {
  return Object.hasOwn(WORDS, word) ? WORDS[word as keyof typeof WORDS] : undefined
}

export function cartNewsWord(news: CartNews): string {
  return Object.entries(WORDS).find(([, meaning]) => meaning === news)![0]
}

const TONES = {
  added: 'success',
  'already-there': 'note',
  alternative: 'warning',
  full: 'warning',
  'not-now': 'warning',
} as const

export const CartNewsCallout = ({ institution, news }: { institution: string; news: CartNews | undefined }) =>
  news === undefined ? null : (
    <Callout tone={TONES[news]} isStatus>
      <p>{text.news[news]}</p>
      {news !== 'not-now' && (
        <p>
          <a href={routes.cart(institution)}>{text.toCart}</a>
        </p>
      )}
    </Callout>
  )
