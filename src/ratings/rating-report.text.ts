/** What the ente reads of its ratings, on a terminal. */
import type { Temporal } from '../core/time.ts'
import { formatDay } from '../core/time.ts'
import { ratingBoxText } from '../ui/rating.text.ts'
import { JOURNEYS, type Journey, type RatingCount, type RatingDetails, STARS, aspectsFor, totalOf } from './rating.ts'
import { aspectText, ratingText } from './rating.text.ts'

export type RatingReport = {
  institutionName: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  counts: readonly RatingCount[]
  /** The newest; undefined where nobody asked for them. */
  details: readonly RatingDetails[] | undefined
}

export const reportText = {
  usage: 'Uso: quietanza ratings report --institution CODICE [--from AAAA-MM-GG] [--to AAAA-MM-GG] [--details]',
  unknownInstitution: (code: string) => `Nessun ente ha il codice ${code}.`,
  wrongDay: (day: string) => `${day} non è un giorno: scrivilo come 2026-11-26.`,
  wrongPeriod: 'Il primo giorno viene dopo l’ultimo.',
}

const journeys: Record<Journey, string> = {
  payment: 'Pagamento',
  registration: 'Registrazione',
  portal: 'Portale in generale',
}

export function drawReport({ institutionName, from, to, counts, details }: RatingReport): string {
  const title = `${institutionName}: valutazioni dal ${formatDay(from)} al ${formatDay(to)}`
  const { count, byStars } = totalOf(counts)
  if (count === 0) return `${title}\n\nNessuna valutazione in questo periodo.\n`
  const stars = STARS.toReversed().map((each) => bar(ratingBoxText.stars(each), byStars.get(each)!, count))
  const sections = [
    [title],
    [ratingText.question, `  ${summary(counts)}`, ...stars],
    ['Per servizio', ...JOURNEYS.flatMap((journey) => journeyLine(counts, journey))],
    answers(counts, ratingText.follow.good.question, 5),
    answers(counts, ratingText.follow.bad.question, 1),
    details === undefined ? ['Con --details si leggono anche i dettagli scritti dai cittadini.'] : words(details),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function summary(counts: readonly RatingCount[]): string {
  const { count, mean = 0 } = totalOf(counts)
  const average = mean.toLocaleString('it-IT', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return `${count === 1 ? '1 valutazione' : `${count} valutazioni`}, media ${average} su 5`
}

function journeyLine(counts: readonly RatingCount[], journey: Journey): string[] {
  const own = counts.filter((group) => group.journey === journey)
  return own.length === 0 ? [] : [`  ${journeys[journey]}: ${summary(own)}`]
}

/** The answers to one of the two questions: which of them was asked, the stars decide. */
function answers(counts: readonly RatingCount[], question: string, stars: 1 | 5): string[] {
  const asked = counts.filter((group) => aspectsFor(group.stars) === aspectsFor(stars))
  const lines = aspectsFor(stars).map((aspect) => {
    const count = asked.filter((group) => group.aspect === aspect).reduce((all, group) => all + group.count, 0)
    return `  ${String(count).padStart(5)}  ${aspectText(aspect)}`
  })
  return [question, ...lines]
}

const BAR = 30

function bar(label: string, count: number, all: number): string {
  const length = Math.round((count / all) * BAR)
  return `  ${label.padEnd(8)} ${String(count).padStart(5)}  ${'█'.repeat(length)}`.trimEnd()
}

function words(details: readonly RatingDetails[]): string[] {
  if (details.length === 0) return ['Nessun dettaglio scritto dai cittadini.']
  return [
    'Dettagli, dal più recente',
    ...details.map(({ ratedOn, journey, stars, details: said }) => {
      return `  ${formatDay(ratedOn)}  ${ratingBoxText.stars(stars)}  ${journeys[journey]}: ${said}`
    }),
  ]
}
