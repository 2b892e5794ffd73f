import type { Answer, Call } from './fake-answer';
import { ok, refusal } from './fake-answer';

type User = { username: string; email: string; password: string };

/** Who is signed in to the fake server, and who could. */
export class FakeSessions {
  /** Asked for when set. */
  token: string | null = null;
  operator = false;
  members: 'accounts' | 'project' | 'tokens' = 'accounts';
  user: User | null = null;
  readonly users: User[] = [];

  /** Answers what is for sessions, and refuses who is not known; null lets the call pass. */
  handle(call: Call): Answer | null {
    if (call.path === '/api/session') return this.session(call);
    if (call.path === '/api/auth/register') return this.register(call.json as User);
    const known = this.token === null || this.operator || this.user !== null;
    return known ? null : refusal(401, 'missing_token', 'Missing bearer token');
  }

  private session({ method, json }: Call): Answer {
    if (method === 'DELETE') {
      this.operator = false;
      this.user = null;
    }
    if (method === 'POST') {
      const refused = this.signIn(json as User & { token?: string });
      if (refused) return refused;
    }
    const tokenRequired = this.token !== null;
    const operator = this.user === null && (this.operator || !tokenRequired);
    const { members } = this;
    const member = members === 'accounts';
    const account = this.user && { username: this.user.username, email: this.user.email, member };
    return ok({ signedIn: operator || account !== null, operator, tokenRequired, members, account });
  }

  private signIn({ token, username, password }: User & { token?: string }): Answer | null {
    if (token !== undefined) {
      this.operator = token === this.token;
      return this.operator ? null : refusal(401, 'invalid_token', 'Invalid token');
    }
    const known = this.users.find((user) => user.username === username);
    if (known?.password !== password) {
      return refusal(401, 'invalid_credentials', 'Incorrect username or password');
    }
    this.user = known;
    return null;
  }

  private register(user: User): Answer {
    if (user.username === 'admin') {
      const errors = [{ field: 'username', message: 'is reserved' }];
      return refusal(422, 'validation_failed', 'username is reserved', errors);
    }
    if (this.users.some(({ username }) => username === user.username)) {
      return refusal(400, 'username_taken', 'Username already registered');
    }
    this.users.push(user);
    return { status: 201, body: { access_token: 't', token_type: 'bearer', username: user.username } };
  }
}
