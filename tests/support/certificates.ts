/** Certificates made on the spot: an authority, and whom it vouches for. */
import 'reflect-metadata' // @peculiar/x509 wants it loaded first
import * as x509 from '@peculiar/x509'

const { crypto } = globalThis
x509.cryptoProvider.set(crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export type Authority = { pem: Buffer; issue(names: string[]): Promise<{ cert: Buffer; key: Buffer }> }

export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true)],
  })
  return {
    pem: Buffer.from(certificate.toString('pem')),
    async issue(names) {
      const own = await newKeys()
      const issued = await x509.X509CertificateGenerator.create({
        subject: `CN=${names[0] ?? 'nobody'}`,
        issuer: certificate.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        extensions:
          names.length > 0
            ? [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }) as const))]
            : [],
      })
      return { cert: Buffer.from(issued.toString('pem')), key: await privateKeyPem(own.privateKey) }
    },
  }
}

function newKeys() {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function privateKeyPem(key: Awaited<ReturnType<typeof newKeys>>['privateKey']): Promise<Buffer> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
  return Buffer.from(x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'))
}
