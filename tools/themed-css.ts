/**
 * Bootstrap Italia computes its blues when it is compiled; ours must follow the institution's colour when the page is
 * read. So each blue of the compiled sheet becomes the custom property that stands for it (src/ui/theme.ts).
 */
import { DEFAULT_PRIMARY, hexOfHsl, hexOfRgb, shadesOf } from '../src/ui/theme.ts'

const COLOR = /#[0-9a-f]{8}\b|#[0-9a-f]{6}\b|#[0-9a-f]{3,4}\b|(?:hsl|rgb)\([\d.%, ]+\)/g

export function themed(css: string): string {
  const shades = new Map<string, string>(
    Object.entries(shadesOf(DEFAULT_PRIMARY)).map(([shade, color]) => [color, `var(--q-${shade})`]),
  )
  return css.replace(COLOR, (written) => shades.get(canonical(written)) ?? written)
}

/** `#rrggbb`, whichever way the colour is written; other forms (with transparency) as they are. */
function canonical(color: string): string {
  if (/^#[0-9a-f]{3}$/.test(color)) return color.replace(/[0-9a-f]/g, '$&$&')
  const [first = 0, second = 0, third = 0] = Array.from(color.matchAll(/[\d.]+/g), ([text]) => Number(text))
  if (color.startsWith('hsl(')) return hexOfHsl({ hue: first, saturation: second / 100, lightness: third / 100 })
  if (!color.startsWith('rgb(')) return color
  const unit = color.includes('%') ? 2.55 : 1
  return hexOfRgb([first * unit, second * unit, third * unit])
}
