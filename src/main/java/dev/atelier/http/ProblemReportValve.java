package dev.atelier.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Renders what Tomcat refuses before any of our code runs, in place of its HTML page. */
class ProblemReportValve extends ErrorReportValve {

  private static final Log LOG = LogFactory.getLog(ProblemReportValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      ProblemBody.write(
          request, response, RequestFailures.ofStatus(status, HttpHeaders.EMPTY, thrown));
    } catch (IOException e) {
      LOG.debug("The client left before it was told " + status, e);
    }
  }
}
