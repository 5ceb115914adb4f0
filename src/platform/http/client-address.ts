/** Who is asking, for counting: one IPv4 address, or one IPv6 household (/64). */
import { isIPv6 } from 'node:net'

export function clientKey(ip: string): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]!
  const [head = '', tail = ''] = ip.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const missing = ip.includes('::') ? 8 - groups.length - after.length : 0
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')}::/64`
}

/** The network alone, for whoever must recognise where they were: `93.45.12.x`, `2001:db8:1::`. */
export function networkOf(ip: string): string {
  const key = clientKey(ip)
  if (!key.includes(':')) return key.replace(/\.\d+$/, '.x')
  return `${key
    .split(':')
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::`
}
