package dev.atelier.identity;

import dev.atelier.http.Problem;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TokenIssuer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Signs people in with our page: by an account of ours or, where a project elsewhere has the
 * members, by theirs there. Either way the page gets a cookie of ours, which opens every studio.
 */
@Component
class PageLogins {

  static final Duration LIFE = Duration.ofHours(12);

  /**
   * Who has signed in.
   *
   * @param name what the page calls them
   * @param member whether the video studio knows them
   * @param cookie a token of ours
   */
  record PageLogin(UserId id, String name, String email, boolean member, String cookie) {

    // The token must not reach a log through a printed record.
    @Override
    public String toString() {
      return "PageLogin[" + id + "]";
    }
  }

  private final Accounts accounts;
  private final AccessTokens tokens;
  private final SignInLimit limit;
  private final @Nullable TokenIssuer project;
  private final MemberSource members;

  PageLogins(
      Accounts accounts,
      AccessTokens tokens,
      SignInLimit limit,
      ObjectProvider<TokenIssuer> project,
      ObjectProvider<MemberTokens> elsewhere) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.limit = limit;
    this.project = project.getIfAvailable();
    this.members = MemberSource.of(elsewhere.getIfAvailable(), this.project);
  }

  /** Where the members of the video studio sign in. */
  MemberSource members() {
    return members;
  }

  /**
   * Signs somebody in by name or e-mail address.
   *
   * @param address where the attempt comes from, by which it is counted
   * @throws Problem as {@link Accounts#signIn} does, and 503 when the project cannot be asked
   */
  PageLogin signIn(String login, String password, String address) {
    try {
      Account account = accounts.signInByEmail(login, password, address);
      return new PageLogin(
          account.id(),
          account.username(),
          account.email(),
          members == MemberSource.ACCOUNTS,
          tokens.issue(account, LIFE));
    } catch (Problem refusal) {
      EmailAddress email = EmailAddress.parse(login);
      if (project == null || email == null || !refusal.code().equals("invalid_credentials")) {
        throw refusal;
      }
      return elsewhere(project, email, password, address).orElseThrow(() -> refusal);
    }
  }

  private Optional<PageLogin> elsewhere(
      TokenIssuer issuer, EmailAddress email, String password, String address) {
    TokenIssuer.Person person =
        limit.attempt(
            " elsewhere " + email.folded(), address, () -> ask(issuer, email.text(), password));
    return Optional.ofNullable(person)
        .map(it -> new Member(new UserId(it.id()), it.email(), it.name()))
        .map(it -> new PageLogin(it.id(), name(it), email(it), true, tokens.issue(it, LIFE)));
  }

  private static TokenIssuer.@Nullable Person ask(
      TokenIssuer issuer, String email, String password) {
    try {
      return issuer.signIn(email, password).orElse(null);
    } catch (ProviderException e) {
      throw Problem.unavailable(
          "sign_in_unavailable",
          "Supabase cannot be asked who you are; try again",
          Duration.ofSeconds(2),
          e);
    }
  }

  static String email(Member member) {
    return member.email() == null ? "" : member.email();
  }

  static String name(Member member) {
    if (member.name() != null) {
      return member.name();
    }
    return member.email() == null ? member.id().toString() : member.email();
  }
}
