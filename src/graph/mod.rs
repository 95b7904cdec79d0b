//! Entities and claims → a knowledge graph: paths, centrality, neighbourhoods. Has no IRIs.
