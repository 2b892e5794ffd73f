package dev.atelier.identity.gotrue;

import dev.atelier.identity.Account;
import dev.atelier.identity.AccountDetails;
import dev.atelier.identity.Logins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Logins and accounts as GoTrue writes them. */
@Component
@EmbeddedOnly
class GoTrueAnswers {

  private static final String USERS = "authenticated";

  private final JsonMapper json;

  GoTrueAnswers(JsonMapper json) {
    this.json = json;
  }

  Map<String, Object> session(Logins.Login login, AccountDetails details) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("access_token", login.accessToken());
    session.put("token_type", "bearer");
    session.put("expires_in", login.life().toSeconds());
    session.put("expires_at", login.expiresAt().getEpochSecond());
    session.put("refresh_token", login.refreshToken());
    session.put("user", user(details));
    return session;
  }

  Map<String, Object> user(AccountDetails details) {
    Account account = details.account();
    String since = details.createdAt().toString();
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", account.id().toString());
    user.put("aud", USERS);
    user.put("role", USERS);
    user.put("email", account.email());
    user.put("email_confirmed_at", since);
    user.put("confirmed_at", since);
    user.put("phone", "");
    user.put("app_metadata", Map.of("provider", "email", "providers", List.of("email")));
    user.put("user_metadata", json.readTree(details.metadata()));
    user.put("identities", List.of());
    user.put("created_at", since);
    user.put("updated_at", since);
    user.put("is_anonymous", false);
    return user;
  }
}
