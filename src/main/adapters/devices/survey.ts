/** What is attached and how it would be claimed, without opening anything: for the command line. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '#core/refusal.ts';
import { claimOf, type Claim } from './claim.ts';
import type { HidNode } from './driver.ts';
import { hidDriver } from './hidDriver.ts';
import { identities } from './identity.ts';
import { permissionOf } from './permission.ts';
import { profilesOf } from './profiles.ts';
import { shippedProfiles } from './shippedProfiles.ts';

const LIST_MS_MAX = 5_000;

export type Surveyed = { readonly id: string; readonly node: HidNode; readonly claim: Claim; readonly permission: ReturnType<typeof permissionOf> | null };
export type Survey = { readonly driver: string; readonly devices: readonly Surveyed[] };

async function mayOpen(node: HidNode): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return access(node.path, constants.R_OK | constants.W_OK).then(() => true, () => false);
}

/** Throws `Fault` `driver-missing`, or `list-hangs` when the system does not tell in time; the caller then has to leave by force. */
export async function surveyDevices(profilesFolder: string): Promise<Survey> {
  const driver = await hidDriver();
  const nodes = await Promise.race([driver.list(), sleep(LIST_MS_MAX, null)]);
  if (nodes === null) throw new Fault('list-hangs', 'The system does not list its devices; a device or its driver hangs. Unplug the devices one after the other and try again after each.');
  const profiles = profilesOf({}, shippedProfiles(profilesFolder));
  const ids = identities();
  const devices = await Promise.all(nodes.map(async (node): Promise<Surveyed> => {
    const id = ids.idOf(node);
    const claim = claimOf({ node, id, descriptorBytes: await driver.descriptor(node), profiles, settings: { allowed: [], denied: [], seen: null, roles: {}, profiles: {} }, isNew: false, decoding: {} });
    return { id, node, claim, permission: await mayOpen(node) ? null : permissionOf(node) };
  }));
  return { driver: driver.name, devices };
}
