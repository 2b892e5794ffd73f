package dev.atelier.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A known caller, in the form that Spring Security keeps. */
class CallerAuthentication extends AbstractAuthenticationToken {

  static final String OPERATOR_ROLE = "OPERATOR";

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(
        caller.operator()
            ? List.of(new SimpleGrantedAuthority("ROLE_" + OPERATOR_ROLE))
            : List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.id().toString();
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerAuthentication that && caller.equals(that.caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
