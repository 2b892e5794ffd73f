package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps with a request of the video studio which member sends it, or why none does. Whether that
 * matters is for {@link MemberRule} to say, which knows the route.
 */
class MemberFilter extends OncePerRequestFilter {

  private static final String MEMBER = Member.class.getName();
  private static final String REFUSAL = MemberFilter.class.getName();

  private final Members members;

  MemberFilter(Members members) {
    this.members = members;
  }

  /**
   * The member who sends the request; null when it names none.
   *
   * @throws RuntimeException why what the request says does not hold
   */
  static @Nullable Member member(HttpServletRequest request) {
    if (request.getAttribute(REFUSAL) instanceof RuntimeException failure) {
      throw failure;
    }
    return request.getAttribute(MEMBER) instanceof Member member ? member : null;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !MemberRoutes.MATCHER.matches(request);
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Member member =
          request.getAttribute(MEMBER) instanceof Member known ? known : members.find(request);
      if (member != null) {
        request.setAttribute(MEMBER, member);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(member));
        SecurityContextHolder.setContext(context);
      }
    } catch (Problem | DataAccessException refused) {
      request.setAttribute(REFUSAL, refused);
    }
    chain.doFilter(request, response);
  }

  // A member with an account of ours stays the caller that other filters know.
  private static CallerAuthentication authentication(Member member) {
    return SecurityContextHolder.getContext().getAuthentication()
                instanceof CallerAuthentication known
            && known.getPrincipal().id().equals(member.id())
        ? known
        : new CallerAuthentication(new Caller(member.id(), false));
  }
}
