import { computed, signal } from '@preact/signals';
import { me as askMe, workspaces as askWorkspaces } from '../api/access';
import { ApiError, credentials, whenUnauthenticated } from '../api/client';
import type { Me, Role } from '../api/types';
import { place } from './location';

const ROLES: Role[] = ['viewer', 'operator', 'author', 'admin'];

export type Access =
  | { kind: 'asking' }
  | { kind: 'out'; why: string | null }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'in'; me: Me; workspaces: string[] };

export const access = signal<Access>({ kind: 'asking' });

/** The workspace that is looked at: a part of every address, so that a link shows others the same. */
export const workspace = computed(() => place.value.query.get('workspace') ?? 'default');

/** The workspace for a link; nothing for the one that needs no naming. */
export const inWorkspace = computed(() => (workspace.value === 'default' ? undefined : workspace.value));

export function mayIn(me: Me, space: string, role: Role): boolean {
  const ranks = [me.roles['*'], me.roles[space]].map((one) => (one === undefined ? -1 : ROLES.indexOf(one)));
  return Math.max(...ranks) >= ROLES.indexOf(role);
}

/** Whether the person may do here what needs the role. */
export function may(role: Role): boolean {
  const now = access.value;
  return now.kind === 'in' && mayIn(now.me, workspace.value, role);
}

export function isInstallationAdmin(): boolean {
  const now = access.value;
  return now.kind === 'in' && now.me.roles['*'] === 'admin';
}

export async function enter(): Promise<void> {
  try {
    const me = await askMe();
    const known = await askWorkspaces();
    access.value = { kind: 'in', me, workspaces: known.workspaces.map((one) => one.name) };
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 401) {
      access.value = {
        kind: 'out',
        why: credentials.get() === null ? null : 'That key or token is not accepted. Check it, or ask for another.',
      };
      credentials.clear();
    } else if (failure instanceof ApiError) {
      access.value = { kind: 'failed', error: failure };
    } else {
      throw failure;
    }
  }
}

export function signIn(token: string): Promise<void> {
  credentials.set(token.trim());
  return enter();
}

export function signOut(): void {
  credentials.clear();
  access.value = { kind: 'out', why: null };
}

whenUnauthenticated(() => {
  if (access.peek().kind === 'in') {
    credentials.clear();
    access.value = { kind: 'out', why: 'Your key or token is no longer accepted. Sign in again.' };
  }
});
