/**
 * Owns who is calling and what a caller may reach: the operator, and users with an account.
 *
 * <p>Publishes {@link dev.atelier.identity.Caller}, {@link dev.atelier.identity.UserId}, {@link
 * dev.atelier.identity.AccessToken}, {@link dev.atelier.identity.Accounts}, {@link
 * dev.atelier.identity.Account}, {@link dev.atelier.identity.NewAccount}, {@link
 * dev.atelier.identity.AccountRequired}, {@link dev.atelier.identity.Sessions}, {@link
 * dev.atelier.identity.Member}, {@link dev.atelier.identity.MemberChanged}, {@link
 * dev.atelier.identity.MemberRoutes}, {@link dev.atelier.identity.OpenRoute}, {@link
 * dev.atelier.identity.Logins}, {@link dev.atelier.identity.Origins} and {@link
 * dev.atelier.identity.ClientAddress}.
 *
 * <p>A request is one of a user when it carries an access token, as a bearer token or in the page's
 * cookie. Otherwise, where nobody but this machine can reach the server, it is the operator's. A
 * controller that takes a {@code Caller} serves both and asks it what it may reach; one that is
 * marked {@code AccountRequired} serves users only, and answers 401 to everybody else.
 *
 * <p>The routes of the video studio serve members: see {@link dev.atelier.identity.Member}.
 */
@ApplicationModule(allowedDependencies = {"database", "http", "home", "providers"})
@NullMarked
package dev.atelier.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
