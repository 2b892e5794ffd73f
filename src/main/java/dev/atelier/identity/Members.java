package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds out which member sends a request. */
@Component
class Members {

  private final Callers callers;
  private final Accounts accounts;
  private final @Nullable MemberTokens elsewhere;

  Members(Callers callers, Accounts accounts, ObjectProvider<MemberTokens> elsewhere) {
    this.callers = callers;
    this.accounts = accounts;
    this.elsewhere = elsewhere.getIfAvailable();
  }

  /**
   * The member; null when the request names none.
   *
   * @throws Problem when what the request says does not hold
   */
  @Nullable Member find(HttpServletRequest request) {
    return elsewhere == null ? ofAccount(request) : ofProject(elsewhere, request);
  }

  private @Nullable Member ofAccount(HttpServletRequest request) {
    Caller caller = known(request);
    if (caller == null || caller.operator()) {
      return null;
    }
    Member member =
        accounts
            .find(caller.id())
            .map(account -> new Member(account.id(), account.email(), account.username()))
            .orElse(null);
    // A cookie that says nothing any more is as good as none.
    if (member == null && request.getHeader("Authorization") != null) {
      throw MemberTokens.refused();
    }
    return member;
  }

  private @Nullable Caller known(HttpServletRequest request) {
    try {
      return callers.find(request);
    } catch (Problem refusal) {
      throw refusal.code().equals("invalid_token") ? MemberTokens.refused() : refusal;
    }
  }

  private @Nullable Member ofProject(MemberTokens tokens, HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      return callers.memberOfSession(request);
    }
    String token = Callers.bearer(headers);
    return callers.isOperator(token) ? null : tokens.member(token);
  }
}
