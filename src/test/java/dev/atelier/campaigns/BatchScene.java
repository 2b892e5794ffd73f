package dev.atelier.campaigns;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user with a campaign, who can have batches made for it. */
abstract class BatchScene {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  CampaignClient client;
  String campaign = "";
  String generate = "";

  @BeforeEach
  void connect() {
    client = CampaignClient.newUser(port);
    campaign = client.campaign();
    generate = "/api/campaigns/" + campaign + "/generate-batch";
  }
}
