import { isIn, isPublic, parseNetworks } from '../../src/outbound/networks';

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::8.8.8.8',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::1',
  '4000::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
  '1',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2606:4700:4700::1111',
])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test('networks are read from a list', () => {
  const networks = parseNetworks('10.1.0.0/16, fd00::/8') ?? [];
  expect(networks).toHaveLength(2);
  expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1'].every((address) => isIn(networks, address))).toBe(true);
  expect(['10.2.2.3', '::1', 'fc00::1', 'example'].some((address) => isIn(networks, address))).toBe(false);
});

test.each(['10.1.0.0', '10.1.0.0/33', 'localhost', 'any', '10.0.0.0/8,', ''])(
  '"%s" is no list of networks',
  (text) => {
    expect(parseNetworks(text)).toBeUndefined();
  },
);
