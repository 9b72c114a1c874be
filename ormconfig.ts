import { describeDataSource } from './src/store/data-source';

/** For TypeORM's command line: `npx typeorm -d dist/ormconfig.js migration:show`, with DATABASE_URL set. */
export default describeDataSource({ connectionString: process.env.DATABASE_URL });
