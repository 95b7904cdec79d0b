//! Knowledge graph → files: DOT, SVG, GraphML, CSV.

mod dot;
mod picture;
mod style;
mod svg;
mod xml;

pub use picture::{Picture, PictureEdge, PictureNode};
pub use style::Line;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::EntityType;

    #[test]
    fn sample() {
        use EntityType::*;
        let n = [
            ("Kassym-Jomart Tokayev", Person), ("Charles Michel", Person), ("Kazakhstan", Place), ("CSTO", Organization), ("Consiglio europeo", Organization),
            ("Karim Masimov", Person), ("Comitato per la sicurezza nazionale", Organization), ("Almaty", Place), ("manifestanti", Group), ("Vertice di Mosca", NamedEvent),
            ("Tagikistan", Place), ("talebani", Group), ("Stanislav Zas", Person), ("Ministero della Difesa", Organization), ("Orlan-10", Product),
        ];
        let nodes = n.iter().enumerate().map(|(i, (l, k))| PictureNode { label: l.to_string(), kind: Some(*k), note: (i == 0).then(|| "presidente del Kazakhstan".into()), focus: false }).collect();
        let e = [(0,1,"ha parlato con",Line::Fact),(0,2,"capo di",Line::Fact),(3,2,"si ritira da",Line::Fact),(1,4,"capo di",Line::Fact),(5,6,"capo di",Line::Fact),(0,7,"arriva in",Line::Fact),
            (0,8,"non attacca",Line::Negated),(0,8,"accusa",Line::Fact),(8,7,"protesta in",Line::Fact),(10,11,"ostile a",Line::Fact),(12,3,"capo di",Line::Fact),(12,0,"ha informato",Line::Fact),(13,2,"parte di",Line::Uncertain),(11,14,"usa",Line::Uncertain),(0,9,"partecipa a",Line::Uncertain),(6,5,"arresta",Line::Fact),(6,2,"parte di",Line::Fact),(3,0,"sostiene",Line::Fact),(10,3,"membro di",Line::Fact)];
        let edges = e.iter().map(|(a,b,l,k)| PictureEdge { from:*a, to:*b, label:l.to_string(), date: Some("2022-01-10".into()), claims: a % 4 + 1, line:*k, symmetric: *l == "ha parlato con", evidence: vec![] }).collect();
        let p = Picture { title: "15 entità · 19 affermazioni".into(), nodes, edges, type_names: EntityType::ALL.map(|t| (t, t.to_string())).to_vec(), line_names: Line::ALL.map(|l| (l, format!("{l:?}"))).to_vec() };
        std::fs::write("/tmp/exp.svg", svg::svg(&p)).unwrap();
        std::fs::write("/tmp/exp.dot", dot::dot(&p)).unwrap();
    }
}
