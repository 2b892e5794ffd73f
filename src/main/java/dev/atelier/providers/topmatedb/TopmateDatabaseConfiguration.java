package dev.atelier.providers.topmatedb;

import dev.atelier.database.DatabaseAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!environment.getProperty('atelier.topmate-database.url', '').blank")
class TopmateDatabaseConfiguration {

  @Bean
  DatabasePosterTarget databasePosterTarget(TopmateDatabaseProperties properties, JsonMapper json) {
    return new DatabasePosterTarget(
        DatabaseAddress.parse(DatabasePosterTarget.SETTING, properties.url()),
        TableName.of("TOPMATE_VIDEO_TABLE", properties.videoTable()),
        TableName.of("TOPMATE_SHARE_TABLE", properties.shareTable()),
        json);
  }
}
