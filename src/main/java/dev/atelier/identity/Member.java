package dev.atelier.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person who uses the video studio: an account of ours or, where a Supabase project is configured
 * ({@code SUPABASE_URL}, {@code NEXT_PUBLIC_SUPABASE_URL} or {@code SUPABASE_JWT_SECRET}), a user
 * of that project and nobody else.
 *
 * <p>Controllers take it as a parameter. A plain {@code Member} is asked for: without one the
 * answer is 401 before anything of the request is looked at. As {@code @Nullable Member} or {@code
 * Optional<Member>} it opens the route to everybody, and is empty for who brings no token, and for
 * the operator, who is no member; a token that does not hold is still 401.
 *
 * @param email empty where the project knows none
 * @param name what the person goes by; the name of the account, for an account of ours
 */
public record Member(UserId id, @Nullable String email, @Nullable String name) {}
