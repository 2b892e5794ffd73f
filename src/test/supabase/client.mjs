// What people do with the real supabase-js, against the server named by the first argument.
import assert from 'node:assert/strict';
import { createClient } from '@supabase/supabase-js';

const [url, run] = process.argv.slice(2);

// Node 20 has no WebSocket, and nothing here uses one.
class NoSocket {}

function client() {
  return createClient(url, 'anon-key', {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket },
  });
}

async function statusOf(path, token) {
  const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
  return answer.status;
}

const email = `ada.${run}@example.com`;
const password = 'correct horse battery';
const ada = client();

// Signing up signs in, and opens the other studios too.
const signedUp = await ada.auth.signUp({ email, password, options: { data: { name: 'Ada' } } });
assert.equal(signedUp.error, null);
assert.equal(signedUp.data.user.email, email);
assert.ok(signedUp.data.session.expires_in > 0);
assert.equal(await statusOf('/api/auth/me', signedUp.data.session.access_token), 200);
assert.equal(await statusOf('/api/campaigns', signedUp.data.session.access_token), 200);

// What is wrong comes as the errors that the client knows.
const again = await client().auth.signUp({ email, password });
assert.equal(again.error.code, 'user_already_exists');
const weak = await client().auth.signUp({ email: `b.${run}@example.com`, password: 'short' });
assert.equal(weak.error.name, 'AuthWeakPasswordError');
assert.deepEqual(weak.error.reasons, ['length']);
const noAddress = await client().auth.signUp({ email: 'nobody', password });
assert.equal(noAddress.error.code, 'validation_failed');
const guessed = await client().auth.signInWithPassword({ email, password: 'a guess at it' });
assert.equal(guessed.error.code, 'invalid_credentials');
assert.equal(guessed.error.status, 400);

// Signing in.
const signedIn = await ada.auth.signInWithPassword({ email, password });
assert.equal(signedIn.error, null);
assert.equal(signedIn.data.user.id, signedUp.data.user.id);
const found = await ada.auth.getUser();
assert.equal(found.data.user.id, signedUp.data.user.id);
assert.equal(found.data.user.user_metadata.name, 'Ada');
const claims = await ada.auth.getClaims();
assert.equal(claims.data.claims.sub, signedUp.data.user.id);
const changed = await ada.auth.updateUser({ data: { color: 'blue' } });
assert.deepEqual(changed.data.user.user_metadata, { name: 'Ada', color: 'blue' });

// Renewing: each token once; the last one again where its answer was lost.
const first = signedIn.data.session.refresh_token;
const second = await ada.auth.refreshSession();
assert.equal(second.error, null);
assert.notEqual(second.data.session.refresh_token, first);
const lost = await client().auth.refreshSession({ refresh_token: first });
assert.equal(lost.data.session.refresh_token, second.data.session.refresh_token);
const third = await ada.auth.refreshSession();
assert.equal(third.error, null);

// A token that was used before is one that was stolen: nobody goes on with that login.
const thief = await client().auth.refreshSession({ refresh_token: first });
assert.equal(thief.error.code, 'refresh_token_already_used');
const token = third.data.session;
const after = await client().auth.refreshSession({ refresh_token: token.refresh_token });
assert.equal(after.error.code, 'refresh_token_not_found');
assert.equal(await statusOf('/api/auth/me', token.access_token), 401);
// The other login of the same person is not affected.
assert.equal(await statusOf('/api/auth/me', signedUp.data.session.access_token), 200);

// Signing out.
const last = client();
const session = (await last.auth.signInWithPassword({ email, password })).data.session;
assert.equal((await last.auth.signOut({ scope: 'others' })).error, null);
assert.equal(await statusOf('/api/auth/me', signedUp.data.session.access_token), 401);
assert.equal(await statusOf('/api/auth/me', session.access_token), 200);
assert.equal((await last.auth.signOut()).error, null);
assert.equal(await statusOf('/api/auth/me', session.access_token), 401);
const gone = await client().auth.getUser(session.access_token);
assert.equal(gone.error.name, 'AuthSessionMissingError');
const over = await client().auth.refreshSession({ refresh_token: session.refresh_token });
assert.equal(over.error.code, 'refresh_token_not_found');

// Other providers are told to be missing, not left to fail.
const oauth = await client().auth.signInWithOAuth({
  provider: 'google',
  options: { skipBrowserRedirect: true, redirectTo: `${url}/` },
});
const refused = await fetch(oauth.data.url, { redirect: 'manual' });
assert.equal(refused.status, 400);
assert.equal((await refused.json()).error_code, 'provider_disabled');

console.log('every step held');
