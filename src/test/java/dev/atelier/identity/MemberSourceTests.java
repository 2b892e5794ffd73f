package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemberSourceTests {

  private static final MemberTokens TOKENS =
      token -> {
        throw MemberTokens.refused();
      };

  @Test
  void whoOnlyKnowsTheSecretOfAProjectCannotSignItsUsersIn() {
    assertThat(MemberSource.of(TOKENS, null).wire()).isEqualTo("tokens");
    assertThat(MemberSource.of(null, null).wire()).isEqualTo("accounts");
  }
}
